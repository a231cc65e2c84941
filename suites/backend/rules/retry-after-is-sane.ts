import { parseRetryAfter, retryAfterDelayMs } from '../../../contracts/retry-after.ts'
import { isError, knownCode } from '../error-answer.ts'
import { type Answered, headerValue } from '../exchange.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withHeader } from '../sabotage.ts'

const longestSeconds = 3_600

const isReadable = (exchange: Answered): boolean => {
  const value = headerValue(exchange.answer, 'Retry-After')
  return value !== undefined && parseRetryAfter(value, exchange.sentMs).kind !== 'invalid'
}

/** Monthly limits may ask for weeks. */
const mayBeLong = (exchange: Answered) => knownCode(exchange) === 'USAGE_LIMIT_EXCEEDED'

export const retryAfterIsSane = answerRule({
  id: 'retry-after-is-sane',
  statement: 'Retry-After asks for a wait between now and an hour',
  source: 'the longest documented wait is an hour; RFC 9110 §10.2.3 counts in seconds',
  level: 'MUST',
  concerns: (exchange) => isError(exchange) && isReadable(exchange) && !mayBeLong(exchange),
  check(exchange) {
    const value = headerValue(exchange.answer, 'Retry-After') ?? ''
    const parsed = parseRetryAfter(value, exchange.sentMs)
    const seconds = (retryAfterDelayMs(value, exchange.sentMs) ?? 0) / 1_000
    if (parsed.kind === 'date' && seconds === 0) return { evidence: 'Retry-After names a moment that has passed' }
    if (seconds <= longestSeconds) return undefined
    const guess = parsed.kind === 'seconds' && seconds % 1_000 === 0 ? `; ${seconds / 1_000} s in milliseconds?` : ''
    return { evidence: `Retry-After asks for ${(seconds / 3_600).toFixed(1)} hours${guess}` }
  },
  unseen: 'No error carried a Retry-After that can be read; --allow bursts uses up a rate window to get one',
  sabotage: (run) => damageFirst(run, isReadable, (answer) => withHeader(answer, 'Retry-After', '30000')),
})
