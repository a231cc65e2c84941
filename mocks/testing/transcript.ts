import { createHash } from 'node:crypto'
import { nodePlatform } from '../adapters/node-platform.ts'
import type { CoreOptions } from '../core/core.ts'
import { layOut } from './lay-out.ts'
import { smallWorld, smallWorldIds } from './small-world.ts'
import {
  createTestMock,
  defaultTenant,
  type TestAnswer,
  type TestMock,
  type TestRequest,
  testOrigin,
} from './test-mock.ts'

/** Sends a request and writes both sides down: `ask('PATCH /folders/1', { name: 'Home' })`. */
export type Ask = (line: string, body?: unknown, request?: TestRequest) => Promise<TestAnswer>

/** What is written down beside answers. */
export interface Talk {
  readonly ask: Ask
  readonly mock: TestMock
  /** Moves the time. */
  wait(ms: number): void
  /** Writes a value down under a name: a state that no answer shows. */
  note(name: string, value: unknown): void
}

/** On every answer, or told by the body. */
const commonHeaders =
  /^(x-request-id|x-ratelimit-.*|ratelimit.*|access-control-.*|content-length|date|www-authenticate)$/

/** A head that no other id has, so that ids of ours are found in any text, with dashes or without. */
const countedHead = '1d000000-0000-4000-8000-'
const counted = /1d000000-?0000-?4000-?8000-?([0-9a-f]{12})/gi

function countedUuids(): () => string {
  let count = 0
  return () => {
    count += 1
    return countedHead + count.toString(16).padStart(12, '0')
  }
}

/**
 * Writes ids as names: those of the small world as they are called there, others as `id 1`, `id 2` in their order; one in
 * capitals has a name in capitals.
 */
function createNamer(): (text: string) => string {
  const seen = new Map<string, string>()
  const known = Object.entries(smallWorldIds).flatMap(([name, id]) => [
    [name, id] as const,
    [name.toUpperCase(), id.toUpperCase()] as const,
  ])
  return (text) => {
    const named = known.reduce((sofar, [name, id]) => sofar.replaceAll(id, `<${name}>`), text)
    return named.replace(counted, (id: string, count: string) => {
      const name = seen.get(count.toLowerCase()) ?? `${seen.size + 1}`
      seen.set(count.toLowerCase(), name)
      const kind = id.includes('-') ? 'id' : 'plain id'
      return `<${id === id.toLowerCase() ? kind : kind.toUpperCase()} ${name}>`
    })
  }
}

/** The envelope names each request anew; which one it was says the place in the transcript. */
const withoutRequestId = (json: unknown): unknown =>
  typeof json === 'object' && json !== null && 'error' in json && 'request_id' in json
    ? { error: json.error, request_id: typeof json.request_id }
    : json

function headersOf({ headers }: TestAnswer): string[] {
  return Object.entries(headers)
    .filter(
      ([name, value]) => !commonHeaders.test(name) && !(name === 'content-type' && /^application\/json/.test(value)),
    )
    .map(([name, value]) => `${name}: ${value}`)
}

/** Bytes that are no text are told by their number and the head of their hash. */
function bodyOf({ json, text, bytes }: TestAnswer, layNamed: (value: unknown) => string): string {
  if (json !== undefined) return layNamed(withoutRequestId(json))
  const isText = !/[\0\ufffd]/u.test(text)
  return isText ? text : `(${bytes.length} bytes, ${createHash('sha256').update(bytes).digest('hex').slice(0, 12)})`
}

function sent(body: unknown, layNamed: (value: unknown) => string): string {
  if (body === undefined) return ''
  return ` ${body instanceof FormData || body instanceof Uint8Array ? body.constructor.name : layNamed(body)}`
}

/**
 * Plays a conversation with a mock over the small world and gives its whole text: each request, and each answer with its
 * status, its own headers and its body. The clock stands still, and the ids are names, so equal behaviour gives equal text.
 */
export async function transcript(
  play: (talk: Talk) => Promise<void>,
  options: Partial<CoreOptions> = {},
): Promise<string> {
  const platform = { ...nodePlatform, uuid: countedUuids() }
  using mock = createTestMock({ platform, data: smallWorld, ...options })
  const parts: string[] = []
  const name = createNamer()
  const layNamed = (value: unknown) =>
    value === undefined ? 'undefined' : layOut(JSON.parse(name(JSON.stringify(value))))
  await play({
    mock,
    async ask(line, body, request = {}) {
      const [method = '', target = ''] = line.split(' ', 2)
      const answer = await mock.send(method, target, { ...request, body })
      parts.push(
        [
          `> ${line}${sent(body, layNamed)}`,
          `${answer.status}${answer.closes ? ' (closes)' : ''}`,
          ...headersOf(answer),
          bodyOf(answer, layNamed),
        ]
          .filter((part) => part !== '')
          .map(name)
          .join('\n'),
      )
      return answer
    },
    wait(ms) {
      mock.time.advance(ms)
      parts.push(`(${ms} ms later)`)
    },
    note: (about, value) => parts.push(`(${name(about)}: ${layNamed(value)})`),
  })
  return `\n${parts.join('\n\n')}\n`
}

/** Sends with the token of the dashboard instead of a key. */
export const bySession: TestRequest = { as: null, headers: { authorization: `Bearer session_${defaultTenant}` } }

/** A form with one file in it. */
export function formWith(bytes: Uint8Array | string, filename: string, fields: Readonly<Record<string, string>> = {}) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', new Blob([bytes as BlobPart]), filename) // a view of no shared memory
  return form
}

/** The base URL that names the tenant of a transcript: for what is asked without a credential. */
export const openBase = `${testOrigin}/t/${defaultTenant}/api/v2`

/** Sends with a token or a key. */
export const byToken = (token: string): TestRequest => ({ as: null, headers: { authorization: `Bearer ${token}` } })
