import type { SeenAttempt } from '../script/seen-attempt.ts'

/** The value of a header as it was sent; names do not count case. */
export function headerOf({ headers }: Pick<SeenAttempt, 'headers'>, name: string): string | undefined {
  const at = headers.findIndex((word, index) => index % 2 === 0 && word.toLowerCase() === name)
  return at < 0 ? undefined : headers[at + 1]
}

/** The key of an attempt: the header, or the field of the body where this API has it. */
export function idempotencyKeyOf(attempt: SeenAttempt): string | undefined {
  return headerOf(attempt, 'idempotency-key') ?? /"idempotency_key":\s*"([^"]+)"/.exec(attempt.bodyText)?.[1]
}
