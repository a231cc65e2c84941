import type { Attempt } from './journal.ts'

/** What a test can say of the attempts at one call. Each throws an Error that shows the attempts, and returns itself. */
export interface AttemptAssertions {
  count(expected: number): AttemptAssertions
  /** Status by status; null for an attempt that got no answer. */
  statuses(expected: readonly (number | null)[]): AttemptAssertions
  /**
   * The waits between attempts, from the end of one answer to the head of the next request, in milliseconds: one `[min, max]`
   * for each gap.
   */
  gaps(expected: readonly (readonly [minMs: number, maxMs: number])[]): AttemptAssertions
  /** Every attempt carried the same bytes, or none carried any. */
  sameBody(): AttemptAssertions
}

const endOf = ({ times }: Attempt): number =>
  times.responseEndMs ?? times.faultMs ?? times.responseHeadMs ?? times.headMs

/** Milliseconds between the end of each attempt and the beginning of the next. */
export function gapsMs(attempts: readonly Attempt[]): number[] {
  return attempts.slice(1).map((attempt, index) => {
    const before = attempts[index]
    return before ? attempt.times.headMs - endOf(before) : 0
  })
}

function describe(attempts: readonly Attempt[]): string {
  const gaps = gapsMs(attempts)
  const lines = attempts.map(({ id, method, target, status, fault, body }, index) => {
    const gap = index === 0 ? '' : ` after ${Math.round(gaps[index - 1] ?? 0)} ms`
    const carried = body ? `, ${body.bytes} bytes ${body.sha256?.slice(0, 8) ?? 'and not to the end'}` : ''
    return `  ${id}: ${method} ${target}${gap} → ${status ?? 'no answer'}${fault ? ` (${fault})` : ''}${carried}`
  })
  return lines.length === 0 ? '  no attempt' : lines.join('\n')
}

/**
 * Asserts on attempts of the journal.
 * @example
 * mock.faults.next('RATE_LIMIT_ERROR', { retryAfter: 0 })
 * await call()
 * await call()
 * expectAttempts(mock.journal.attempts({ operation: 'listFiles' })).count(2).gaps([[0, 5_000]])
 */
export function expectAttempts(attempts: readonly Attempt[]): AttemptAssertions {
  const check = (holds: boolean, expected: string): AttemptAssertions => {
    if (!holds) throw new Error(`Expected ${expected}, got:\n${describe(attempts)}`)
    return assertions
  }
  const assertions: AttemptAssertions = {
    count: (expected) => check(attempts.length === expected, `${expected} attempts`),
    statuses: (expected) =>
      check(
        attempts.length === expected.length && attempts.every(({ status }, index) => status === expected[index]),
        `statuses ${expected.map((status) => status ?? 'no answer').join(', ')}`,
      ),
    gaps(expected) {
      const gaps = gapsMs(attempts)
      const isWithin = (gap: number, [minMs, maxMs]: readonly [number, number] = [0, -1]) =>
        gap >= minMs && gap <= maxMs
      return check(
        gaps.length === expected.length && gaps.every((gap, index) => isWithin(gap, expected[index])),
        `gaps of ${expected.map(([minMs, maxMs]) => `${minMs} to ${maxMs}`).join(', ')} ms`,
      )
    },
    sameBody: () =>
      check(new Set(attempts.map(({ body }) => body?.sha256)).size <= 1, 'the same body in every attempt'),
  }
  return assertions
}
