import { errorRow } from '../../contracts/errors.ts'
import { parseHttpDate } from '../../contracts/http-date.ts'
import { shapes } from '../../contracts/shapes.ts'
import type { ErrorFault } from '../faults/fault.ts'
import { needsHttp2, onlyOverHttp2 } from '../faults/needs-http2.ts'
import { type Ending, type InProcessForm, type TransportKind, transports } from '../faults/transports.ts'
import { openWire } from './raw-client.ts'

/** A GET that asks for a fault. */
export interface FaultRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
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
  if (text !== expected) return `body ${text}, expected ${expected}`
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

/** How the end of a connection is seen by a client. */
const seenEnd = { reset: 'rst', closed: 'fin', silent: 'open', kept: 'open' } as const satisfies Record<Ending, string>

/** What is wrong with how a server of HTTP/1.1 refuses what is of HTTP/2, or nothing. */
async function judgeRefusal({ url, headers }: FaultRequest): Promise<string | undefined> {
  const response = await fetch(url, { headers })
  const { error } = (await response.json()) as { error?: { details?: { issue?: string } } } // judged below
  const issue = error?.details?.issue
  return response.status === 422 && issue === onlyOverHttp2 ? undefined : `${response.status} ${issue}`
}

/** What is wrong with how the server breaks a connection, or nothing. */
export async function judgeWire(kind: TransportKind, request: FaultRequest): Promise<string | undefined> {
  if (needsHttp2({ transport: kind })) return judgeRefusal(request)
  const { url, headers } = request
  const { host, port, pathname, search } = new URL(url)
  const wire = await openWire(Number(port))
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  wire.send(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\n${lines.join('')}\r\n`)
  const { ending, sendsHead } = transports[kind]
  const end = seenEnd[ending]
  if (sendsHead) await wire.until(/HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n/)
  const seen = await wire.ending(end === 'open' ? 150 : 10_000)
  const head = /HTTP\/1\.1 \d+/.test(wire.text)
  const served = /^Mock-Fault-Served: (.*)\r$/m.exec(wire.text)?.[1]
  wire.close()
  if (seen !== end || head !== sendsHead) return `ended by ${seen}, head ${head}`
  return sendsHead && !served?.startsWith(`${kind};by=`) ? `served ${served}` : undefined
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
  kind: TransportKind,
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
  if (isMarked === transports[kind].isWholeInProcess) return `journal says ${fault}`
  return served !== null && served !== fault ? `served ${served}, journal says ${fault}` : undefined
}
