import { createHash, randomUUID } from 'node:crypto'
import { parseRetryAfter } from '../../../contracts/retry-after.ts'
import type { Core } from '../../../mocks/core/core.ts'
import type { HeaderList, IncomingMessageLike, Reply } from '../../../mocks/core/message.ts'
import { createRequestIds } from '../../../mocks/core/request-ids.ts'
import type { TimeSource } from '../../../mocks/core/time.ts'
import { transports } from '../../../mocks/faults/transports.ts'
import { type Attempt, createJournal } from '../../../mocks/journal/journal.ts'
import { recordBody, recordFault, recordStatus } from '../../../mocks/journal/record.ts'
import { holdsKey } from '../bench-key.ts'
import type { SampleRequest } from '../requests.ts'
import { answerStep } from './answer-step.ts'
import { type Aside, answerAside, createAskedFilter } from './asked.ts'
import { stepNeedsHttp2 } from './http2.ts'
import type { Pacing } from './slow-bodies.ts'
import { ok, type Script, type Step, stepAt } from './step.ts'
import { earlyBytes, uploadReader } from './upload.ts'

/** An attempt as the journal has it, with what only the script's server knows. */
export interface SeenAttempt extends Attempt {
  /** Which step answered it. */
  readonly step: number
  /** The script had ended before it. */
  readonly isBeyond: boolean
  /** The body as text, cut after 64 KiB. */
  readonly bodyText: string
  /** Tells credentials apart without keeping them; null without any. */
  readonly authorizationSha256: string | null
  /** Where the key stands: names of headers in lower case, `the query`, `the body`. */
  readonly keyIn: readonly string[]
  /** It came over HTTP/2. */
  readonly isHttp2: boolean
  /** It came to the second origin. */
  readonly isElsewhere: boolean
  /** The wait that was asked for, in milliseconds from the answer; null when none was, or none that the grammar knows. */
  readonly askedMs: number | null
  /** The moment that a Retry-After date named, in epoch milliseconds. */
  readonly dueMs: number | null
}

/** A script under way: what it saw, and what it answers. */
export interface ScriptAnswers {
  /** In the order in which they came. */
  readonly attempts: readonly SeenAttempt[]
  /** What came beside the attempts; no step of the script is spent on it. */
  readonly asides: readonly Aside[]
  /** Whether the client is waiting for something that the server still means to send. */
  owesAnAnswer(): boolean
  /** Says that nobody is waiting on this connection any more. */
  forget(connection: number): void
  /** Answers whatever still comes with a success, and records it no more: the script is over, its client is not. */
  giveIn(): void
  /** What an adapter serves. */
  readonly core: Pick<Core, 'handle' | 'journal'>
  /** The same script at the second origin. */
  readonly elsewhere: Pick<Core, 'handle' | 'journal'>
}

export interface ScriptOptions {
  readonly script: Script
  readonly request: SampleRequest
  /** In the client's time. */
  readonly time: TimeSource
  /** Calls back after so many milliseconds of the client's time; returns how to call it off. */
  readonly after: (ms: number, callback: () => void) => () => void
  /** Called whenever an attempt arrives, is answered, or bytes of it move, and for whatever else comes. */
  readonly onActivity?: (what: Activity) => void
  /** Who sends more than so many requests gets its success: nothing else may ever end it. Default 200. */
  readonly mostRequests?: number
}

export type Activity = 'arrived' | 'answered' | 'moved' | 'aside'

/** The two origins at which a script is served. */
export type Origin = 'own' | 'elsewhere'

/** Where a script is served. */
export interface Place {
  /** The base URL, for redirects. */
  url(origin: Origin): string
  /** Ends a connection on our side; what still comes in is read. */
  endConnection(connection: number): void
}

function asked(headers: HeaderList, nowMs: number): Pick<SeenAttempt, 'askedMs' | 'dueMs'> {
  const values = headers.filter((_, at) => at % 2 === 1 && headers[at - 1]?.toLowerCase() === 'retry-after')
  const [value] = values
  if (value === undefined || values.some((other) => other !== value)) return { askedMs: null, dueMs: null }
  // More seconds than anybody needs are still seconds.
  if (/^\d{16,}$/.test(value)) return { askedMs: Number(value) * 1_000, dueMs: null }
  const first = parseRetryAfter(value, nowMs)
  if (first.kind === 'invalid') return { askedMs: null, dueMs: null }
  if (first.kind === 'seconds') return { askedMs: first.seconds * 1_000, dueMs: null }
  return { askedMs: Math.max(0, first.epochMs - nowMs), dueMs: first.epochMs }
}

/** Where a request carries the key. */
function keyPlaces({ rawHeaders, target }: IncomingMessageLike, bodyText: string): string[] {
  const headers = rawHeaders.filter((_, index) => index % 2 === 0 && holdsKey(rawHeaders[index + 1] ?? ''))
  const names = headers.map((name) => name.toLowerCase())
  return [...names, ...(holdsKey(target) ? ['the query'] : []), ...(holdsKey(bodyText) ? ['the body'] : [])]
}

const authorizationOf = ({ headers: { authorization } }: IncomingMessageLike): string | null =>
  authorization === undefined ? null : createHash('sha256').update(String(authorization)).digest('hex')

/** Answers that never end by themselves: whoever waits for them waits on its own clock. */
const isEndless = ({ transport, body, stream }: Step): boolean =>
  (transport !== undefined && transports[transport].ending === 'silent') || body !== undefined || stream === 'stalls'

/** Answers requests as the script says, whatever transport brings them. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the way of one attempt; its server's state is to be split off
export function createScriptAnswers(options: ScriptOptions, place: Place): ScriptAnswers {
  const { script, request, time, after, onActivity, mostRequests = 200 } = options
  const attempts: SeenAttempt[] = []
  const asides: Aside[] = []
  const kindOf = createAskedFilter(request, script)
  const owed = new Set<number>()
  const journal = createJournal({ requestIdOf: createRequestIds(randomUUID()) })

  const answered = (attempt: Attempt) => {
    owed.delete(attempt.id)
    const seen = attempts.find(({ id }) => id === attempt.id)
    if (seen) onActivity?.('answered')
  }
  journal.subscribe(answered)

  function pacingOf(message: IncomingMessageLike): Pacing {
    const gone = message.gone?.() ?? new AbortController().signal
    return {
      gone,
      moved: () => onActivity?.('moved'),
      pause: (ms) =>
        new Promise((resolve) => {
          if (gone.aborted) return resolve()
          const done = () => {
            callOff()
            gone.removeEventListener('abort', done)
            resolve()
          }
          const callOff = after(ms, done)
          gone.addEventListener('abort', done)
        }),
    }
  }

  /** What is still to come of an upload that was answered early. */
  async function readOn(attempt: Attempt, rest: Promise<Attempt['body'] & object>) {
    recordBody(attempt, await rest.catch(() => attempt.body))
  }

  /** Ends the connection once the answer is on its way. */
  async function* thenEnds(text: string, connection: number): AsyncGenerator<string> {
    yield text
    setImmediate(() => place.endConnection(connection))
  }

  let isOver = false

  async function handle(message: IncomingMessageLike, origin: Origin = 'own') {
    if (isOver || attempts.length + asides.length >= mostRequests) {
      const to = { requestId: randomUUID(), nowMs: time.now() }
      return { outcome: answerStep(ok, request, to, pacingOf(message)), attempt: null }
    }
    if (origin === 'own' && kindOf(message) === 'aside') {
      asides.push({ method: message.method, target: message.target, headMs: time.monotonic() })
      onActivity?.('aside')
      return { outcome: answerAside(message), attempt: null }
    }
    const { index, beyond } = stepAt(script, attempts.length)
    const written = script[index]
    // A client that does not offer HTTP/2 is answered as if nothing were wrong: it cannot be shown what is.
    const step = written && stepNeedsHttp2(written) && !message.isHttp2 ? ok : written
    if (!step) throw new Error('A script needs at least one step')
    const opened = journal.open(message, { tenant: 'retry', operation: null, nowMs: time.now() })
    const { requestId } = opened
    const attempt = Object.assign(opened, {
      step: index,
      isBeyond: beyond,
      isHttp2: message.isHttp2 === true,
      isElsewhere: origin === 'elsewhere',
      bodyText: '',
      authorizationSha256: authorizationOf(message),
      keyIn: [] as readonly string[], // filled in when the body is read
      askedMs: null as number | null, // filled in when the answer is written
      dueMs: null as number | null,
    })
    attempts.push(attempt)
    onActivity?.('arrived')
    const pacing = pacingOf(message)
    const upload = uploadReader(message, pacing.moved)
    const { text, ...body } = await upload.read(step.early ? earlyBytes : undefined)
    // Only now: a client that never ends its body is waited for by nobody, and its clock must go on.
    owed.add(attempt.id)
    recordBody(attempt, body)
    Object.assign(attempt, { bodyText: text, keyIn: keyPlaces(message, text) })
    if (step.early) void readOn(attempt, upload.read())
    if (step.delayMs !== undefined) {
      owed.delete(attempt.id)
      await pacing.pause(step.delayMs)
      owed.add(attempt.id)
    }
    const outcome = answerStep(step, request, { requestId, nowMs: time.now() }, pacing)
    const reply: Reply = 'transport' in outcome ? outcome.reply : outcome
    const hasHead = !('transport' in outcome) || transports[outcome.transport].sendsHead
    recordStatus(attempt, hasHead ? reply.status : null)
    recordFault(attempt, step.transport ?? null)
    Object.assign(attempt, {
      ...asked(reply.headers, time.now() + (step.clockAhead ?? 0) * 1_000),
    })
    const location = reply.headers.indexOf('Location')
    if (location >= 0)
      reply.headers[location + 1] = `${place.url(step.elsewhere ? 'elsewhere' : 'own')}${reply.headers[location + 1]}`
    if (isEndless(step)) setImmediate(() => answered(attempt))
    if (step.early !== 'ends' || typeof reply.body !== 'string') return { outcome, attempt }
    const { length } = reply.body
    const headers = [...reply.headers, 'Content-Length', String(length)]
    return { outcome: { ...reply, headers, body: thenEnds(reply.body, message.connection) }, attempt }
  }

  return {
    attempts,
    asides,
    owesAnAnswer: () => owed.size > 0,
    giveIn() {
      isOver = true
    },
    forget(connection) {
      for (const attempt of attempts) if (attempt.connection === connection) owed.delete(attempt.id)
    },
    core: { handle, journal },
    elsewhere: { handle: (message) => handle(message, 'elsewhere'), journal },
  }
}
