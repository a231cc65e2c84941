import { errorRow } from '../../../contracts/errors.ts'
import { parseRetryAfter } from '../../../contracts/retry-after.ts'
import { fail, type Look, warn } from '../../rules/look.ts'
import { isError, knownCode } from '../error-answer.ts'
import { type Answered, headerValue } from '../exchange.ts'
import { secondsToReset, secondsToRetry } from '../rate-limit.ts'
import { answerRule, type SeenAnswer } from '../rule.ts'
import { ifAnswered, type SeenRun } from '../standing.ts'

const longestSeconds = 3_600
/** Documented waits are seconds and a minute: a thousand and more is a number of milliseconds. */
const shortestMilliseconds = 1_000
const toleranceSeconds = 3

/** Monthly limits may ask for weeks. */
const mayBeLong = (exchange: Answered) => knownCode(exchange) === 'USAGE_LIMIT_EXCEEDED'

/** Whether the number of seconds makes sense only as milliseconds: by X-RateLimit-Reset, else by what is documented. */
function isMilliseconds(exchange: SeenAnswer, seconds: number, { origin }: SeenRun): boolean {
  if (seconds < shortestMilliseconds) return false
  const reset = secondsToReset(exchange)
  if (reset !== undefined && Math.abs(seconds - reset) <= toleranceSeconds) return false
  const code = knownCode(exchange)
  // Some operations have windows of an hour or a day; probes use none of them.
  return origin === 'probes' && code !== undefined && errorRow(code).retryAfterSeconds !== undefined
}

function lookAtNone(exchange: SeenAnswer): Look | undefined {
  const reset = secondsToReset(exchange)
  if (reset !== undefined && reset <= toleranceSeconds) return undefined
  return reset === undefined
    ? warn('Retry-After asks for no wait at all')
    : fail('Retry-After asks for no wait at all, though X-RateLimit-Reset lies ahead')
}

function look(exchange: SeenAnswer, seconds: number, run: SeenRun): Look | undefined {
  const isDate = parseRetryAfter(String(headerValue(exchange.answer, 'Retry-After')), exchange.sentMs).kind === 'date'
  if (seconds === 0) return isDate ? fail('Retry-After names a moment that has passed') : lookAtNone(exchange)
  if (isMilliseconds(exchange, seconds, run))
    return fail(`Retry-After asks for ${seconds} seconds; ${seconds / 1_000} s in milliseconds?`)
  return seconds > longestSeconds ? fail(`Retry-After asks for ${(seconds / 3_600).toFixed(1)} hours`) : undefined
}

export const retryAfterIsSane = answerRule({
  id: 'retry-after-is-sane',
  statement: 'Retry-After asks for a wait that ends the limit: more than nothing, less than an hour, in seconds',
  source: 'the longest documented wait is an hour; RFC 9110 §10.2.3 counts in seconds',
  level: 'MUST',
  needs: ifAnswered,
  concerns: (exchange) => isError(exchange) && secondsToRetry(exchange) !== undefined && !mayBeLong(exchange),
  check(exchange, run) {
    const found = look(exchange, Number(secondsToRetry(exchange)), run)
    return found && { ...found, field: 'Retry-After' }
  },
  unseen: 'No error carried a Retry-After that can be read; --allow bursts uses up a rate window to get one',
})
