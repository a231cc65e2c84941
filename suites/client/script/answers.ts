import { randomUUID } from 'node:crypto'
import type { Core } from '../../../mocks/core/core.ts'
import type { IncomingMessageLike, Outcome, Reply } from '../../../mocks/core/message.ts'
import { transports } from '../../../mocks/faults/transports.ts'
import { recordBody, recordFault, recordStatus } from '../../../mocks/journal/record.ts'
import type { SampleRequest } from '../requests.ts'
import { answerStep } from './answer-step.ts'
import { answerAside, createAskedFilter } from './asked.ts'
import { askedWait } from './asked-wait.ts'
import { keyPlaces } from './credentials-seen.ts'
import { stepNeedsHttp2 } from './http2.ts'
import { type After, createPacing, type Pacing } from './pacing.ts'
import { createScriptRecord, type RecordOptions, type ScriptRecord } from './script-record.ts'
import type { SeenAttempt } from './seen-attempt.ts'
import { ok, type Script, type Step, stepAt } from './step.ts'
import { earlyBytes, type UploadReader, uploadReader } from './upload.ts'

/** A script under way: what it saw, and what it answers. */
export interface ScriptAnswers extends Readonly<Pick<ScriptRecord, 'asides' | 'owesAnAnswer' | 'forget'>> {
  /** In the order in which they came. */
  readonly attempts: readonly SeenAttempt[]
  /** Answers whatever still comes with a success, and records it no more: the script is over, its client is not. */
  giveIn(): void
  /** What an adapter serves. */
  readonly core: Pick<Core, 'handle' | 'journal'>
  /** The same script at the second origin. */
  readonly elsewhere: Pick<Core, 'handle' | 'journal'>
}

export interface ScriptOptions extends RecordOptions {
  readonly script: Script
  readonly request: SampleRequest
  readonly after: After
}

/** The two origins at which a script is served. */
export type Origin = 'own' | 'elsewhere'

/** Where a script is served. */
export interface Place {
  /** The base URL, for redirects. */
  url(origin: Origin): string
  /** Ends a connection on our side; what still comes in is read. */
  endConnection(connection: number): void
}

/** Answers that never end by themselves: whoever waits for them waits on its own clock. */
const isEndless = ({ transport, body, stream }: Step): boolean =>
  (transport !== undefined && transports[transport].ending === 'silent') || body !== undefined || stream === 'stalls'

const replyOf = (outcome: Outcome): Reply => ('transport' in outcome ? outcome.reply : outcome)

/** Writes down what the attempt is answered with. */
function recordOutcome(attempt: SeenAttempt, step: Step, outcome: Outcome, nowMs: number): void {
  const { status, headers } = replyOf(outcome)
  const hasHead = !('transport' in outcome) || transports[outcome.transport].sendsHead
  recordStatus(attempt, hasHead ? status : null)
  recordFault(attempt, step.transport ?? null)
  Object.assign(attempt, askedWait(headers, nowMs + (step.clockAhead ?? 0) * 1_000))
}

/** Writes into a redirect which origin it leads to, unless it is to hold a path alone. */
export function locate({ headers }: Reply, { elsewhere, relative }: Step, url: Place['url']): void {
  const at = headers.indexOf('Location')
  if (at < 0) return
  const base = url(elsewhere ? 'elsewhere' : 'own')
  headers[at + 1] = `${relative ? base.replace(/^[a-z]+:\/\/[^/]*/, '') : base}${headers[at + 1]}`
}

async function* thenEnds(text: string, end: () => void): AsyncGenerator<string> {
  yield text
  setImmediate(end)
}

/** The reply, after which the connection ends once it is on its way. */
export function endedBehind(reply: Reply, end: () => void): Reply {
  if (typeof reply.body !== 'string') return reply
  const headers = [...reply.headers, 'Content-Length', String(reply.body.length)]
  return { ...reply, headers, body: thenEnds(reply.body, end) }
}

/** What is still to come of an upload that was answered early. */
async function readOn(attempt: SeenAttempt, upload: UploadReader): Promise<void> {
  recordBody(attempt, await upload.read().catch(() => attempt.body))
}

/** Answers requests as the script says, whatever transport brings them. */
export function createScriptAnswers(options: ScriptOptions, place: Place): ScriptAnswers {
  const { script, request, time, after, onActivity } = options
  const record = createScriptRecord(options)
  const kindOf = createAskedFilter(request, script)

  const pacingOf = (message: IncomingMessageLike): Pacing =>
    createPacing(
      after,
      () => onActivity?.('moved'),
      () => message.gone?.() ?? new AbortController().signal,
    )

  /** Reads the body, or as much of it as the step waits for. */
  async function receive(attempt: SeenAttempt, step: Step, message: IncomingMessageLike, { moved }: Pacing) {
    const upload = uploadReader(message, moved)
    const { text, ...body } = await upload.read(step.early ? earlyBytes : undefined)
    // Only now: a client that never ends its body is waited for by nobody, and its clock must go on.
    record.owe(attempt)
    recordBody(attempt, body)
    Object.assign(attempt, { bodyText: text, keyIn: keyPlaces(message, text) })
    if (step.early) void readOn(attempt, upload)
  }

  async function handle(message: IncomingMessageLike, origin: Origin = 'own') {
    if (record.isFull()) {
      const to = { requestId: randomUUID(), nowMs: time.now() }
      return { outcome: answerStep(ok, request, to, pacingOf(message)), attempt: null }
    }
    if (origin === 'own' && kindOf(message) === 'aside') {
      record.addAside(message)
      return { outcome: answerAside(message), attempt: null }
    }
    const at = stepAt(script, record.attempts.length)
    const written = script[at.index]
    if (!written) throw new Error('A script needs at least one step')
    // A client that does not offer HTTP/2 is answered as if nothing were wrong: it cannot be shown what is.
    const step = stepNeedsHttp2(written) && !message.isHttp2 ? ok : written
    const attempt = record.open(message, at, origin === 'elsewhere')
    const pacing = pacingOf(message)
    await receive(attempt, step, message, pacing)
    if (step.delayMs !== undefined) {
      record.defer(attempt)
      await pacing.pause(step.delayMs)
      record.owe(attempt)
    }
    const outcome = answerStep(step, request, { requestId: attempt.requestId, nowMs: time.now() }, pacing)
    recordOutcome(attempt, step, outcome, time.now())
    locate(replyOf(outcome), step, place.url)
    if (isEndless(step)) setImmediate(() => record.answered(attempt))
    const isEnded = step.early === 'ends' && !('transport' in outcome)
    return { outcome: isEnded ? endedBehind(outcome, () => place.endConnection(message.connection)) : outcome, attempt }
  }

  const { attempts, asides, owesAnAnswer, forget, giveIn, journal } = record
  return {
    attempts,
    asides,
    owesAnAnswer,
    forget,
    giveIn,
    core: { handle, journal },
    elsewhere: { handle: (message) => handle(message, 'elsewhere'), journal },
  }
}
