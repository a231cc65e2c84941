import type { JsonSchema } from '../../contracts/schemas/json-schema.ts'

/** Bytes, as a fault counts them: a number, or `64kB`, `8MB` of 1,000 and 1,000,000 each. */
export type ByteCount = number | `${number}kB` | `${number}MB`

/** The most that a fault counts: a hundred megabytes. */
export const maxBytes = 100_000_000

/** The schema of a byte count that is at least so large. */
export const byteCount = (minimum: number): JsonSchema => ({
  type: ['integer', 'string'],
  minimum,
  maximum: maxBytes,
  pattern: '^(?:[1-9]\\d{0,4}kB|[1-9]\\d?MB|100MB)$',
  expected: `a number of bytes from ${minimum} to 100MB, such as 65536, 64kB or 8MB`,
  tsType: 'ByteCount',
})

const units = { kB: 1_000, MB: 1_000_000 } as const

/** How many bytes a count means. */
export function bytesIn(count: ByteCount): number {
  if (typeof count === 'number') return count
  return Number.parseInt(count, 10) * (count.endsWith('kB') ? units.kB : units.MB)
}
