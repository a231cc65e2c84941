import { createHash, randomUUID } from 'node:crypto'
import { parseRetryAfter } from '../../../contracts/retry-after.ts'
import type { Core } from '../../../mocks/core/core.ts'
import type { HeaderList, IncomingMessageLike, Reply } from '../../../mocks/core/message.ts'
import { createRequestIds } from '../../../mocks/core/request-ids.ts'
import type { TimeSource } from '../../../mocks/core/time.ts'
import { type Attempt, createJournal } from '../../../mocks/journal/journal.ts'
import type { SampleRequest } from '../requests.ts'
import { answerStep } from './answer-step.ts'
import { type Script, stepAt } from './step.ts'

/** An attempt as the journal has it, with what only the script's server knows. */
export interface SeenAttempt extends Attempt {
  /** Which step answered it. */
  readonly step: number
  /** The script had ended before it. */
  readonly isBeyond: boolean
  /** The body as text, cut after 64 KiB. */
  readonly bodyText: string
  /** Tells credentials apart without keeping them. */
  readonly authorizationSha256: string
  /** The wait that was asked for, in milliseconds from the answer; null when none was, or none that the grammar knows. */
  readonly askedMs: number | null
  /** The moment that a Retry-After date named, in epoch milliseconds. */
  readonly dueMs: number | null
}

/** A script under way: what it saw, and what it answers. */
export interface ScriptAnswers {
  /** In the order in which they came. */
  readonly attempts: readonly SeenAttempt[]
  /** Whether the client is waiting for something that the server still means to send. */
  owesAnAnswer(): boolean
  /** Says that nobody is waiting on this connection any more. */
  forget(connection: number): void
  /** What an adapter serves. */
  readonly core: Pick<Core, 'handle' | 'journal'>
}

export interface ScriptOptions {
  readonly script: Script
  readonly request: SampleRequest
  /** In the client's time. */
  readonly time: TimeSource
  /** Called whenever an attempt arrives or is answered. */
  readonly onActivity?: (attempt: SeenAttempt, what: 'arrived' | 'answered') => void
}

const keptBodyBytes = 65_536

async function readBody(request: IncomingMessageLike): Promise<{ bytes: number; sha256: string; text: string }> {
  const hash = createHash('sha256')
  const kept: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body?.chunks() ?? []) {
    hash.update(chunk)
    if (bytes < keptBodyBytes) kept.push(chunk)
    bytes += chunk.length
  }
  return { bytes, sha256: hash.digest('hex'), text: Buffer.concat(kept).toString('utf8', 0, keptBodyBytes) }
}

function asked(headers: HeaderList, nowMs: number): Pick<SeenAttempt, 'askedMs' | 'dueMs'> {
  const values = headers.filter((_, index) => headers[index - 1] === 'Retry-After' && index % 2 === 1)
  const parsed = values.map((value) => parseRetryAfter(value, nowMs))
  const [first] = parsed
  const isOne = first !== undefined && values.every((value) => value === values[0])
  if (!isOne || first.kind === 'invalid') return { askedMs: null, dueMs: null }
  if (first.kind === 'seconds') return { askedMs: first.seconds * 1_000, dueMs: null }
  return { askedMs: Math.max(0, first.epochMs - nowMs), dueMs: first.epochMs }
}

/** Answers requests as the script says, whatever transport brings them. `url` is the base URL, for redirects. */
export function createScriptAnswers(
  { script, request, time, onActivity }: ScriptOptions,
  url: () => string,
): ScriptAnswers {
  const attempts: SeenAttempt[] = []
  const owed = new Set<number>()
  const journal = createJournal({ requestIdOf: createRequestIds(randomUUID()) })

  const answered = (attempt: Attempt) => {
    owed.delete(attempt.id)
    const seen = attempts.find(({ id }) => id === attempt.id)
    if (seen) onActivity?.(seen, 'answered')
  }
  journal.subscribe(answered)

  async function handle(message: IncomingMessageLike) {
    const { index, beyond } = stepAt(script, attempts.length)
    const step = script[index]
    if (!step) throw new Error('A script needs at least one step')
    const opened = journal.open(message, { tenant: 'retry', operation: null, nowMs: time.now() })
    const { requestId } = opened
    const attempt = Object.assign(opened, {
      step: index,
      isBeyond: beyond,
      bodyText: '',
      authorizationSha256: createHash('sha256').update(String(message.headers.authorization)).digest('hex'),
      askedMs: null as number | null, // filled in when the answer is written
      dueMs: null as number | null,
    })
    attempts.push(attempt)
    owed.add(attempt.id)
    onActivity?.(attempt, 'arrived')
    const { text, ...body } = await readBody(message)
    const outcome = answerStep(step, request, { requestId, nowMs: time.now() })
    const reply: Reply = 'transport' in outcome ? outcome.reply : outcome
    const hasHead =
      !('transport' in outcome) || !['reset', 'close', 'stall-headers', 'garbage'].includes(outcome.transport)
    Object.assign(attempt, {
      bodyText: text,
      body,
      status: hasHead ? reply.status : null,
      fault: step.transport ?? null,
      ...asked(reply.headers, time.now()),
    })
    const location = reply.headers.indexOf('Location')
    if (location >= 0) reply.headers[location + 1] = `${url()}${reply.headers[location + 1]}`
    if (step.transport?.startsWith('stall')) setImmediate(() => answered(attempt))
    return { outcome, attempt }
  }

  return {
    attempts,
    owesAnAnswer: () => owed.size > 0,
    forget(connection) {
      for (const attempt of attempts) if (attempt.connection === connection) owed.delete(attempt.id)
    },
    core: { handle, journal },
  }
}
