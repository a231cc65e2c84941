import { randomUUID } from 'node:crypto'
import type { IncomingMessageLike } from '../../../mocks/core/message.ts'
import { createRequestIds } from '../../../mocks/core/request-ids.ts'
import type { TimeSource } from '../../../mocks/core/time.ts'
import { type Attempt, createJournal } from '../../../mocks/journal/journal.ts'
import type { Aside } from './asked.ts'
import { authorizationSha256, credentialCount } from './credentials-seen.ts'
import type { SeenAttempt } from './seen-attempt.ts'
import type { stepAt } from './step.ts'

/** What happens while a script is served. */
export type Activity = 'arrived' | 'answered' | 'moved' | 'aside'

export interface RecordOptions {
  /** In the client's time. */
  readonly time: TimeSource
  /** Called whenever an attempt arrives or is answered, and for whatever else comes. */
  readonly onActivity?: ((what: Activity) => void) | undefined
  /** How many requests are recorded. Default 200. */
  readonly mostRequests?: number | undefined
}

export type ScriptRecord = ReturnType<typeof createScriptRecord>

/** What a script was asked so far, and what its server still owes. */
export function createScriptRecord({ time, onActivity, mostRequests = 200 }: RecordOptions) {
  const attempts: SeenAttempt[] = []
  const asides: Aside[] = []
  const owed = new Set<number>()
  const journal = createJournal({ requestIdOf: createRequestIds(randomUUID) })
  let isOver = false

  /** The attempt has all of its answer that it will get by itself. */
  function answered({ id }: Pick<Attempt, 'id'>) {
    owed.delete(id)
    if (attempts.some((seen) => seen.id === id)) onActivity?.('answered')
  }
  journal.subscribe(answered)

  return {
    attempts,
    asides,
    journal,
    answered,
    /** Whether nothing more is recorded: the script is over, or more came than anybody needs. */
    isFull: () => isOver || attempts.length + asides.length >= mostRequests,
    /** Records a request that is no attempt. */
    addAside({ method, target }: Pick<IncomingMessageLike, 'method' | 'target'>) {
      asides.push({ method, target, headMs: time.monotonic() })
      onActivity?.('aside')
    },
    /** Records an attempt that this step is to answer. What its body and its answer tell is written in later. */
    open(message: IncomingMessageLike, { index, beyond }: ReturnType<typeof stepAt>, isElsewhere: boolean) {
      const opened = journal.open(message, { tenant: 'retry', operation: null, nowMs: time.now() })
      const attempt = Object.assign(opened, {
        step: index,
        isBeyond: beyond,
        isHttp2: message.isHttp2 === true,
        isElsewhere,
        bodyText: '',
        authorizationSha256: authorizationSha256(message),
        credentials: credentialCount(message),
        keyIn: [] as readonly string[], // filled in when the body is read
        askedMs: null as number | null, // filled in when the answer is written
        dueMs: null as number | null,
      })
      attempts.push(attempt)
      onActivity?.('arrived')
      return attempt
    },
    /** The server means to answer this attempt as soon as it can. */
    owe: ({ id }: Pick<Attempt, 'id'>) => void owed.add(id),
    /** It means to let it wait, in the client's time. */
    defer: ({ id }: Pick<Attempt, 'id'>) => void owed.delete(id),
    owesAnAnswer: () => owed.size > 0,
    /** Says that nobody is waiting on this connection any more. */
    forget(connection: number) {
      for (const attempt of attempts) if (attempt.connection === connection) owed.delete(attempt.id)
    },
    /** Records nothing more. */
    giveIn() {
      isOver = true
    },
  }
}
