/** A server that is attacked, and how to ask it for something that it answers. */
export interface Attacked {
  readonly port: number
  /** The authority to trust, where TLS is spoken. */
  readonly ca?: string | undefined
  /** The path of a request that is answered. */
  readonly path: string
  /** Header lines that such a request needs beside Host, each with its end. */
  readonly lines?: string
}

/** Bytes of an attack in HTTP/1.1. Whatever is made of them, they are one message at the most. */
export interface ByteAttack {
  readonly what: string
  readonly bytes: (attacked: Attacked) => string
}

const head = (method: string, { path, lines = '' }: Attacked) =>
  `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${lines}`
const post = (attacked: Attacked, ...lines: readonly string[]) =>
  `${head('POST', attacked)}${lines.map((line) => `${line}\r\n`).join('')}\r\n`

/** Two messages where a reader believes one framing, one where it believes the other: the second must never be read. */
const smuggled = (attacked: Attacked) => `0\r\n\r\n${head('GET', { ...attacked, path: '/smuggled' })}\r\n`

/** How messages are made that readers take apart in two ways (RFC 9112 §11.2). */
const ambiguous: readonly (readonly [what: string, ...lines: string[]])[] = [
  ['both framings of a body', 'Content-Length: 4', 'Transfer-Encoding: chunked'],
  ['both framings, the other way round', 'Transfer-Encoding: chunked', 'Content-Length: 4'],
  ['two lengths that differ', 'Content-Length: 4', 'Content-Length: 0'],
  ['a list of lengths', 'Content-Length: 4, 0'],
  ['a length with a sign', 'Content-Length: +4'],
  ['a length in hexadecimal', 'Content-Length: 0x4'],
  ['a coding behind chunked', 'Transfer-Encoding: chunked, identity'],
  ['a coding that is nearly chunked', 'Transfer-Encoding: xchunked'],
  ['a name with a space behind it', 'Transfer-Encoding : chunked', 'Content-Length: 4'],
  ['a folded line', 'Transfer-Encoding:\r\n chunked', 'Content-Length: 4'],
  ['a bare CR in a value', 'X-A: b\rTransfer-Encoding: chunked', 'Content-Length: 4'],
  ['a NUL in a value', 'X-A: b\0', 'Content-Length: 4'],
]

/** Every one of them ends its connection. */
export const byteAttacks: readonly ByteAttack[] = [
  ...ambiguous.map(([what, ...lines]) => ({
    what,
    bytes: (attacked: Attacked) => post(attacked, ...lines) + smuggled(attacked),
  })),
  { what: '20,000 header lines', bytes: (attacked) => head('GET', attacked) + 'X-A: b\r\n'.repeat(20_000) },
  { what: 'one long header line', bytes: (attacked) => `${head('GET', attacked)}X-A: ${'b'.repeat(1_000_000)}` },
  { what: 'one long target', bytes: (attacked) => `GET ${attacked.path}?${'a'.repeat(1_000_000)}` },
  {
    what: 'an endless extension of a chunk',
    bytes: (attacked) => `${post(attacked, 'Transfer-Encoding: chunked')}5;${'a'.repeat(1_000_000)}`,
  },
  {
    what: 'trailers beyond all measure',
    bytes: (attacked) => `${post(attacked, 'Transfer-Encoding: chunked')}0\r\n${'X-A: b\r\n'.repeat(20_000)}`,
  },
  {
    what: 'a chunk of a size that nobody has',
    bytes: (attacked) => `${post(attacked, 'Transfer-Encoding: chunked')}FFFFFFFFFFFFFFFFFF\r\n`,
  },
  { what: 'the preface of HTTP/2', bytes: () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' },
  { what: 'bytes of another protocol', bytes: () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'.repeat(100) },
]

/** Requests that would lead an open proxy elsewhere. @param elsewhere host and port of a server that must not be reached */
export const leadingElsewhere = (elsewhere: string, attacked: Attacked): readonly string[] =>
  [
    `GET http://${elsewhere}${attacked.path} HTTP/1.1\r\nHost: ${elsewhere}`,
    `GET http://${elsewhere} HTTP/1.1\r\nHost: 127.0.0.1`,
    `GET http://127.0.0.1:${attacked.port}@${elsewhere}/ HTTP/1.1\r\nHost: 127.0.0.1`,
    `GET //${elsewhere}/ HTTP/1.1\r\nHost: 127.0.0.1`,
    `GET /@${elsewhere}/ HTTP/1.1\r\nHost: ${elsewhere}`,
    `GET ${attacked.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Host: ${elsewhere}\r\nForwarded: host=${elsewhere}`,
    `CONNECT ${elsewhere} HTTP/1.1\r\nHost: ${elsewhere}`,
    `OPTIONS * HTTP/1.1\r\nHost: ${elsewhere}`,
  ].map((lines) => `${lines}\r\nConnection: close\r\n${attacked.lines ?? ''}\r\n`)

/** A request of a good client. */
export const goodRequest = (attacked: Attacked, ...lines: readonly string[]): string =>
  `${head('GET', attacked)}${lines.map((line) => `${line}\r\n`).join('')}\r\n`

/** The beginning of a request whose body comes in chunks. */
export const chunkedRequest = (attacked: Attacked): string =>
  post(attacked, 'Content-Type: application/json', 'Transfer-Encoding: chunked')
