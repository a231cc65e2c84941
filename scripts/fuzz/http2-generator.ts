import { type ClientHttp2Session, connect } from 'node:http2'
import { buffer } from 'node:stream/consumers'
import type { MockServer } from '../../mocks/server/index.ts'
import { flags, frame, openFrames } from '../../mocks/testing/http2-frames.ts'
import { apiRequest } from './core-generator.ts'
import { damagedFrames } from './damaged-frames.ts'
import type { Generator, Judged } from './generator.ts'
import { isEnvelopeText } from './is-envelope-text.ts'
import { type RawRequest, showRequest } from './raw-request.ts'
import type { Subject } from './subject.ts'

/** A fault may let a client wait for ever. */
const patienceMs = 300

interface Answer {
  /** Undefined when the stream was reset, or nothing came. */
  readonly status: number | undefined
  readonly text: string
}

/** Asks, and gives up what a fault may keep silent. */
async function ask(session: ClientHttp2Session, request: RawRequest, isFaultLeft: boolean): Promise<Answer> {
  const { method, target, headers, body } = request
  const { host, ...others } = headers
  const stream = session.request(
    { ':method': method, ':path': target, ...(host !== undefined && { ':authority': host }), ...others },
    { endStream: body === null },
  )
  let status: number | undefined
  stream.on('response', (head) => {
    status = Number(head[':status'])
  })
  if (isFaultLeft || headers['mock-fault'] !== undefined) stream.setTimeout(patienceMs, () => stream.close())
  if (body) stream.end(body)
  const bytes = await buffer(stream).catch(() => Buffer.alloc(0))
  return { status, text: bytes.toString() }
}

/** What the latest attempt shows that must not be. */
function problemOf({ mock, takeFailure }: Subject): string | undefined {
  const failure = takeFailure()
  if (failure !== undefined) return failure
  const { status, fault } = mock.journal.attempts().at(-1) ?? {}
  return fault == null && status != null && status >= 500 ? `answered ${status} unasked` : undefined
}

/** Whether a stream may be reset for it: a fault was asked for, or the path is none (RFC 9113 §8.3.1). */
const asksToBreak = ({ headers, target }: RawRequest) =>
  headers['mock-fault'] !== undefined || target.includes('mock-fault') || !target.startsWith('/')

/** Whether an attempt behind this one met a fault, which a control call may have planned for everybody. */
const hasMetFault = ({ journal }: MockServer, after: number) =>
  journal.attempts({ after }).some(({ fault }) => fault !== null)

async function judgeRequest(request: RawRequest, session: ClientHttp2Session, subject: Subject): Promise<Judged> {
  const { mock } = subject
  const before = mock.journal.attempts().at(-1)?.id ?? 0
  const { status, text } = await ask(
    session,
    request,
    mock.faults.list().some(({ remaining }) => remaining !== 0),
  )
  const problem = problemOf(subject)
  const mayBreak = asksToBreak(request) || hasMetFault(mock, before)
  if (problem !== undefined) return { outcome: status ?? 'broken', problem }
  if (status === undefined) return { outcome: 'broken', ...(!mayBreak && { problem: 'reset a stream unasked' }) }
  const isBare = status >= 400 && !mayBreak && request.method !== 'HEAD' && !isEnvelopeText(text)
  return {
    outcome: status,
    ...(isBare && { problem: `answered ${status} without the envelope: ${text.slice(0, 300)}` }),
  }
}

/** The answer to a PING that `judgeFrames` sends. */
const pong = frame('ping', flags.endStream, 0, Buffer.from('all read'))

/** Frames are answered, or end the connection; what lacks its end is waited for. */
async function judgeFrames(bytes: Buffer, subject: Subject): Promise<Judged> {
  using client = await openFrames(subject.mock)
  let isPatient = true
  const waited = new Promise<void>((resolve) => {
    client.socket.setTimeout(patienceMs, () => {
      isPatient = false
      resolve()
    })
  })
  const answered = new Promise<void>((resolve) =>
    client.socket.on('data', (chunk: Buffer) => chunk.includes(pong) && resolve()),
  )
  await client.send(Buffer.concat([bytes, frame('ping', flags.none, 0, Buffer.from('all read'))]))
  await Promise.race([answered, client.closed, waited])
  const problem = problemOf(subject)
  const outcome = client.isClosed() ? 'closed' : isPatient ? 'answered' : 'waiting'
  return { outcome, ...(problem !== undefined && { problem }) }
}

/** Requests over HTTP/2: the damaged ones of HTTP/1.1 over one session, and frames that break the protocol itself. */
export function createHttp2Generator(subject: Subject): Generator {
  const { mock } = subject
  let session: ClientHttp2Session | undefined

  function open(): ClientHttp2Session {
    if (session && !session.closed && !session.destroyed) return session
    session = connect(new URL(mock.url).origin, mock.ca === undefined ? {} : { ca: mock.ca })
    session.unref()
    return session.on('error', () => undefined) // told by its streams
  }

  return (chance) => {
    const request = apiRequest(subject.corpus(), chance)
    if (chance.oneIn(2)) return { shown: showRequest(request), run: () => judgeRequest(request, open(), subject) }
    const bytes = damagedFrames(request, chance)
    return { shown: `frames ${bytes.toString('hex').slice(0, 4_000)}`, run: () => judgeFrames(bytes, subject) }
  }
}
