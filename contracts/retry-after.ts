import { formatHttpDate, type HttpDateForm, parseHttpDate } from './http-date.ts'

/** What a `Retry-After` field says: a delay in seconds, a moment, or nothing that the grammar knows. */
export type RetryAfter =
  | { readonly kind: 'seconds'; readonly seconds: number }
  | { readonly kind: 'date'; readonly epochMs: number }
  | { readonly kind: 'invalid'; readonly reason: string }

function whyInvalid(text: string): string {
  if (text === '') return 'is empty'
  if (/^-\d+$/.test(text)) return 'is negative'
  if (/^\d*\.\d+$/.test(text)) return 'is a decimal; only whole seconds are allowed'
  if (/^\d+\s*(ms|s|m|h)$/i.test(text)) return 'carries a unit; only bare seconds are allowed'
  if (/^\d+(\s*,\s*\d+)+$/.test(text)) return 'is a list; the field was sent more than once'
  if (/^\d{4}-\d\d-\d\d/.test(text)) return 'is an ISO 8601 date; HTTP has a date format of its own'
  return 'is neither whole seconds nor an HTTP-date'
}

/**
 * Reads a `Retry-After` value strictly: `1*DIGIT` seconds or one of the three HTTP-date forms (RFC 9110 §10.2.3, §5.6.7).
 * Surrounding white space is not part of a field value and is dropped. Seconds beyond 2^53, which the
 * grammar allows, are read as 2^53 - 1.
 * @param nowMs epoch milliseconds, needed only for the two-digit years of RFC 850 dates
 */
export function parseRetryAfter(value: string, nowMs: number = Date.now()): RetryAfter {
  const text = value.replace(/^[ \t]+|[ \t]+$/g, '')
  if (/^\d+$/.test(text)) return { kind: 'seconds', seconds: Math.min(Number(text), Number.MAX_SAFE_INTEGER) }
  const epochMs = parseHttpDate(text, nowMs)
  return epochMs === undefined ? { kind: 'invalid', reason: whyInvalid(text) } : { kind: 'date', epochMs }
}

/** Milliseconds to wait from `nowMs` (0 when the moment has passed), or undefined when the value is invalid. */
export function retryAfterDelayMs(value: string, nowMs: number): number | undefined {
  const parsed = parseRetryAfter(value, nowMs)
  if (parsed.kind === 'invalid') return undefined
  return parsed.kind === 'seconds' ? parsed.seconds * 1_000 : Math.max(0, parsed.epochMs - nowMs)
}

/** The value that keeps an obedient client from arriving before `waitMs` are over: whole seconds, rounded up. */
export function formatRetryAfterSeconds(waitMs: number): string {
  return String(Math.max(0, Math.ceil(waitMs / 1_000)))
}

/** The date form of the same promise: dates drop fractions, so the moment is rounded up to a whole second. */
export function formatRetryAfterDate(epochMs: number, form: HttpDateForm = 'imf-fixdate'): string {
  return formatHttpDate(Math.ceil(epochMs / 1_000) * 1_000, form)
}
