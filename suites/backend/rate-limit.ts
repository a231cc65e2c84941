import { retryAfterDelayMs } from '../../contracts/retry-after.ts'
import { hasEnvelopeForm, isSuccess } from './error-answer.ts'
import { type Answer, type Answered, headerValue } from './exchange.ts'
import type { Intent } from './probe.ts'

export const rateLimitHeaders = ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset'] as const

export type RateLimitHeader = (typeof rateLimitHeaders)[number]

const validKeys: readonly string[] = ['main', 'readonly', 'limited', 'other', 'full', 'exhausted']

/** What is refused for its bytes is often refused before anybody looks at the key. */
const refusedForBytes: ReadonlySet<Intent | null> = new Set(['unparsable-body', 'huge-body', 'wrong-type'])

/**
 * Whether an answer must speak of limits: a valid key was sent and an operation of the API answered. What stands in front
 * of the API, and paths and methods that it does not have, know of no key.
 */
export function speaksOfLimits(exchange: Answered): boolean {
  return (
    validKeys.includes(exchange.credential) &&
    exchange.operation !== null &&
    exchange.intent !== 'preflight' &&
    !refusedForBytes.has(exchange.intent) &&
    exchange.answer.status !== 401 &&
    (isSuccess(exchange) || hasEnvelopeForm(exchange))
  )
}

/** A rate header as a number; undefined when it is absent or none. */
export function rateNumber(answer: Answer, name: RateLimitHeader): number | undefined {
  const value = headerValue(answer, name)
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined
}

/** Whether the first was answered before the second was sent. */
export const isBefore = (first: Answered, second: Answered): boolean => first.answeredOrder < second.sentOrder

/** The target's own time when it answered, by its Date header where it has one; epoch milliseconds. */
export function targetMs({ answer, sentMs, elapsedMs }: Answered): number {
  const date = Date.parse(headerValue(answer, 'Date') ?? '')
  return Number.isNaN(date) ? sentMs + elapsedMs : date
}

/** How long the window still lasts by X-RateLimit-Reset, in seconds; undefined when it does not say. */
export function secondsToReset(exchange: Answered): number | undefined {
  const reset = rateNumber(exchange.answer, 'X-RateLimit-Reset')
  return reset === undefined ? undefined : reset - targetMs(exchange) / 1_000
}

/** How long Retry-After asks to wait, in seconds; undefined when it is absent or cannot be read. */
export function secondsToRetry(exchange: Answered): number | undefined {
  const value = headerValue(exchange.answer, 'Retry-After')
  const delayMs = value === undefined ? undefined : retryAfterDelayMs(value, targetMs(exchange))
  return delayMs === undefined ? undefined : delayMs / 1_000
}
