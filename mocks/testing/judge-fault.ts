import { errorRow } from '../../contracts/errors.ts'
import { parseHttpDate } from '../../contracts/http-date.ts'
import { readJson } from '../../contracts/read-json.ts'
import { shapes } from '../../contracts/shapes.ts'
import { bytesIn } from '../faults/byte-count.ts'
import type { ErrorFault, RedirectFault, SuccessFault } from '../faults/fault.ts'
import { needsHttp2, onlyOverHttp2 } from '../faults/needs-http2.ts'
import type { RateLimitFormName } from '../faults/rate-limit-forms.ts'
import { type Ending, type InProcessForm, type TransportKind, transports } from '../faults/transports.ts'
import { openWire } from './raw-client.ts'

/** A GET that asks for a fault. */
export interface FaultRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

const isWithin = (given: number, expected: number, span: number) => given >= expected - span && given <= expected + span

/** How each form of a rate limit writes when it is over. */
const resets: Readonly<Record<RateLimitFormName, (value: string, sentMs: number) => boolean>> = {
  published: (value, sentMs) => isWithin(Number(value), sentMs / 1_000, 100_000),
  'epoch-ms': (value, sentMs) => isWithin(Number(value), sentMs, 100_000_000),
  delta: (value) => /^\d+$/.test(value) && Number(value) <= 60,
  draft: (value) => /^"default";r=\d+;t=\d+$/.test(value),
}

/** What is wrong with the answer to an injected error, or nothing. */
export async function judgeError(fault: ErrorFault, response: Response, sentMs: number): Promise<string | undefined> {
  const row = errorRow(fault.error)
  const text = await response.text()
  const requestId = response.headers.get('x-request-id') ?? ''
  const status = fault.status ?? row.status
  if (response.status !== status) return `status ${response.status}, expected ${status}`
  if (fault.requestId !== undefined && requestId !== fault.requestId) return `request id ${requestId}`
  const shape = shapes[fault.form ?? 'envelope']
  if ((response.headers.get('content-type') ?? null) !== shape.contentType)
    return `content type ${response.headers.get('content-type')}, expected ${shape.contentType}`
  const { message = row.message, details } = fault
  const stamped = /"timestamp":"([^"]+)"/.exec(text)?.[1]
  const nowMs = stamped === undefined ? 0 : Date.parse(stamped)
  const expected = shape.write({ code: fault.error, status, message, details, requestId, nowMs })
  if (text.trimStart() !== expected) return `body ${text}, expected ${expected}`
  const sizeBytes = fault.size === undefined ? expected.length : bytesIn(fault.size)
  if (text.length !== sizeBytes) return `${text.length} bytes, expected ${sizeBytes}`
  const reset = response.headers.get(fault.rateLimit === 'draft' ? 'ratelimit' : 'x-ratelimit-reset') ?? ''
  if (!resets[fault.rateLimit ?? 'published'](reset, sentMs)) return `the limit is over at ${reset}`
  const retryAfter = response.headers.get('retry-after')
  if (fault.retryAfterDate !== undefined) {
    const promisedMs = parseHttpDate(retryAfter ?? '', sentMs) ?? 0
    const soonestMs = sentMs + fault.retryAfterDate * 1_000
    return promisedMs >= soonestMs && promisedMs <= soonestMs + 30_000 ? undefined : `Retry-After ${retryAfter}`
  }
  const asked = fault.retryAfter === undefined ? row.retryAfterSeconds : fault.retryAfter
  const wanted = asked === undefined || asked === null ? null : Array.isArray(asked) ? asked.join(', ') : String(asked)
  return retryAfter === wanted ? undefined : `Retry-After ${retryAfter}, expected ${wanted}`
}

/** What is wrong with an answer that shall lead elsewhere, or nothing. */
export function judgeRedirect({ status, location }: RedirectFault, response: Response): string | undefined {
  const met = response.headers.get('location')
  return response.status === status && met === location ? undefined : `${response.status} to ${met}`
}

const spoilt: Readonly<Record<SuccessFault['form'], (text: string) => boolean>> = {
  'truncated-json': (text) => text.startsWith('{') && readJson(text).fault === 'broken',
  html: (text) => text.startsWith('<html>'),
  empty: (text) => text === '',
}

/** What is wrong with a success that shall be spoilt, or nothing. */
export async function judgeSuccess({ status, form }: SuccessFault, response: Response): Promise<string | undefined> {
  const text = await response.text()
  return response.status === status && spoilt[form](text) ? undefined : `${response.status} ${text}`
}

/** How the end of a connection is seen by a client. */
const seenEnd = { reset: 'rst', closed: 'fin', silent: 'open', kept: 'open' } as const satisfies Record<Ending, string>

/** What is wrong with how a server of HTTP/1.1 refuses what is of HTTP/2, or nothing. */
async function judgeRefusal({ url, headers }: FaultRequest): Promise<string | undefined> {
  const response = await fetch(url, { headers })
  const { error } = (await response.json()) as { error?: { details?: { issue?: string } } } // judged below
  const issue = error?.details?.issue
  return response.status === 422 && issue === onlyOverHttp2 ? undefined : `${response.status} ${issue}`
}

/** What a broken connection carries: the usual answer, or that of an error. */
interface Carried {
  readonly kind: TransportKind
  readonly status: number
  /** How the fault is called in `Mock-Fault-Served`. */
  readonly name: string
}

/** What is wrong with how the server breaks a connection, or nothing. */
export async function judgeWire({ kind, status, name }: Carried, request: FaultRequest): Promise<string | undefined> {
  if (needsHttp2({ transport: kind })) return judgeRefusal(request)
  const { url, headers } = request
  const { host, port, pathname, search } = new URL(url)
  const wire = await openWire(Number(port))
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  wire.send(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\n${lines.join('')}\r\n`)
  const { ending, sendsHead } = transports[kind]
  const end = seenEnd[ending]
  if (sendsHead) await wire.until(new RegExp(`HTTP/1\\.1 ${status} [\\s\\S]*\\r\\n\\r\\n`))
  const seen = await wire.ending(end === 'open' ? 150 : 10_000)
  const head = /HTTP\/1\.1 \d+/.test(wire.text)
  const served = /^Mock-Fault-Served: (.*)\r$/m.exec(wire.text)?.[1]
  wire.close()
  if (seen !== end || head !== sendsHead) return `ended by ${seen}, head ${head}`
  return sendsHead && !served?.startsWith(`${name};by=`) ? `served ${served}` : undefined
}

/** What a fetch meets in MSW in place of a transport fault. */
const metByFetch = {
  'network-error': 'network error',
  'no-answer': 'no answer',
  'half-body-then-error': 'broken body',
  'body-then-error': 'broken body',
  'half-body-then-silence': 'no end',
  'dripping-body': 'no end',
  answer: 'whole',
} as const satisfies Record<InProcessForm, string>

/**
 * What is wrong with what a fetch meets in place of a transport fault, or nothing.
 * @param journaled what the journal says was served
 */
export async function judgeFetch(
  { kind, status, name }: Carried,
  { url, headers }: FaultRequest,
  journaled: () => string,
): Promise<string | undefined> {
  const expected = metByFetch[transports[kind].form]
  const impatience = new AbortController()
  // Short only where nothing is expected to come: a busy machine must not make an answer look like silence.
  const timer = setTimeout(() => impatience.abort(), expected === 'no answer' ? 1_000 : 20_000)
  const readMs = expected === 'no end' ? 300 : 20_000
  let met: string
  let served: string | null = null
  try {
    const response = await fetch(url, { headers, signal: impatience.signal })
    served = response.headers.get('mock-fault-served')
    if (response.status !== status) return `status ${response.status}, expected ${status}`
    const end = await Promise.race([
      response.text().then(
        () => 'whole',
        () => 'broken body',
      ),
      new Promise<string>((resolve) => setTimeout(resolve, readMs, 'no end')),
    ])
    met = end
  } catch {
    met = impatience.signal.aborted ? 'no answer' : 'network error'
  }
  clearTimeout(timer)
  if (met !== expected) return `met ${met}, expected ${expected}`
  const fault = journaled()
  const isMarked = fault.endsWith(';degraded')
  if (isMarked === transports[kind].isWholeInProcess || !fault.startsWith(`${name};by=`)) return `journal says ${fault}`
  return served !== null && served !== fault ? `served ${served}, journal says ${fault}` : undefined
}
