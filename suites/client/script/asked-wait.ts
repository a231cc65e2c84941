import { parseRetryAfter } from '../../../contracts/retry-after.ts'
import type { HeaderList } from '../../../mocks/core/message.ts'
import type { SeenAttempt } from './seen-attempt.ts'

const none = { askedMs: null, dueMs: null }

/** The wait that an answer asks for by its Retry-After, `nowMs` being its Date; none where its lines differ. */
export function askedWait(headers: HeaderList, nowMs: number): Pick<SeenAttempt, 'askedMs' | 'dueMs'> {
  const values = headers.filter((_, at) => at % 2 === 1 && headers[at - 1]?.toLowerCase() === 'retry-after')
  const [value] = values
  if (value === undefined || values.some((other) => other !== value)) return none
  // More seconds than anybody needs are still seconds.
  if (/^\d{16,}$/.test(value)) return { askedMs: Number(value) * 1_000, dueMs: null }
  const read = parseRetryAfter(value, nowMs)
  if (read.kind === 'invalid') return none
  if (read.kind === 'seconds') return { askedMs: read.seconds * 1_000, dueMs: null }
  return { askedMs: Math.max(0, read.epochMs - nowMs), dueMs: read.epochMs }
}
