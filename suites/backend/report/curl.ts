import { keyVariables } from '../credentials.ts'
import { type Exchange, type HeaderLine, headerValue } from '../exchange.ts'
import { isPlainWord, printed, shellWord } from './shell-word.ts'

/** The lines whose value is a variable of ours: the key never stands in a report. */
const keyLines: ReadonlySet<string> = new Set(
  Object.values(keyVariables).map((variable) => `Authorization: Bearer $${variable}`),
)

/** Only a name of a header (RFC 9110 §5.1): curl would read a file for one that begins with `@`. */
const isHeaderName = (name: string) => /^[!#$%&'*+.^_`|~\w-]+$/.test(name)

/** What curl writes itself, or what belongs to the recorded connection only. */
const left: ReadonlySet<string> = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'transfer-encoding',
])

function headerArgument([name, value]: HeaderLine): string {
  const line = `${name}: ${value}`
  if (keyLines.has(line)) return `-H "${line}"`
  // A name alone, with a semicolon, is an empty header; with a colon curl leaves it out.
  return `-H ${shellWord(value === '' ? `${name};` : line)}`
}

/** What an address cannot hold, percent-encoded, the single quote too. */
const encodeAddress = (url: string) =>
  url.replace(/['\\\s\p{C}\p{Zl}\p{Zp}]/gu, (letter) =>
    [...Buffer.from(letter)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  )

interface BodyArguments {
  /** What stands before the pipe. */
  readonly source?: string
  readonly words: readonly string[]
  /** Whether curl writes the content type itself. */
  readonly isForm?: true
}

/** A body as it is described by our own probes: a form, so many zeros. Recorded bodies are never read this way. */
function describedBody(body: string): BodyArguments | undefined {
  const zeros = /^\[(\d+) zeros\]$/.exec(body)?.[1]
  if (zeros !== undefined) return { source: `head -c ${zeros} /dev/zero | tr '\\0' 0`, words: ['--data-binary @-'] }
  if (!body.startsWith('[form: ')) return undefined
  const words = body
    .slice('[form: '.length, -1)
    .split(', ')
    .map((part) => {
      const file = /^file=(\S+) \((.+)\)$/.exec(part)
      return file ? `-F ${shellWord(`file=@${file[1]};type=${file[2]}`)}` : `--form-string ${shellWord(part)}`
    })
  return { words, isForm: true }
}

function bodyArguments({ probe, request: { body } }: Pick<Exchange, 'probe' | 'request'>): BodyArguments {
  if (body === null) return { words: [] }
  const described = probe === null ? undefined : describedBody(body)
  if (described) return described
  // Raw: a body that begins with `@` is no name of a file.
  if (isPlainWord(body)) return { words: [`--data-raw ${shellWord(body)}`] }
  return { source: printed(body), words: ['--data-binary @-'] }
}

/**
 * The request as a curl command that reproduces it, one argument a line. The key comes from the environment; all else is
 * quoted so that pasting it runs curl (and printf) and nothing that a target or a recording has written.
 */
export function curlCommand(exchange: Pick<Exchange, 'probe' | 'request'>): string {
  const { method, url, headers } = exchange.request
  const { source, words, isForm } = bodyArguments(exchange)
  const shown = headers.filter(
    ([name]) => isHeaderName(name) && !left.has(name.toLowerCase()) && !(isForm && name === 'Content-Type'),
  )
  const isCoded = headers.some(([name]) => name.toLowerCase() === 'accept-encoding')
  const address = encodeAddress(url)
  const options = [
    'curl -sS',
    method === 'HEAD' ? '-I' : '-i',
    ...(['GET', 'HEAD'].includes(method) ? [] : [`-X ${/^[A-Z]+$/.test(method) ? method : shellWord(method)}`]),
    ...(isCoded ? ['--compressed'] : []),
    // Brackets are letters here, not a pattern.
    ...(/[[\]{}]/.test(address) ? ['-g'] : []),
  ]
  const command = [options.join(' '), ...shown.map(headerArgument), ...words, shellWord(address)].join(' \\\n  ')
  return source === undefined ? command : `${source} | ${command}`
}

const shownHeaders = [
  'Content-Type',
  'Content-Length',
  'X-Request-ID',
  'Retry-After',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'Allow',
  'Location',
]

const shownBytes = 600

/** The answer in short: status, the headers that matter here, the beginning of the body. */
export function answerLines({ answer, failure }: Exchange): string[] {
  if (!answer) return [failure ?? 'no answer']
  const lines = [`HTTP ${answer.status}`]
  for (const name of shownHeaders) {
    const value = headerValue(answer, name)
    if (value !== undefined) lines.push(`${name}: ${value.slice(0, shownBytes)}`)
  }
  if (!answer.isBodyKnown) return [...lines, '', '(the body was not recorded)']
  const body =
    answer.body.length > shownBytes ? `${answer.body.slice(0, shownBytes)}… (${answer.bodyBytes} bytes)` : answer.body
  return body === '' ? lines : [...lines, '', ...body.trimEnd().split(/\r?\n/)]
}
