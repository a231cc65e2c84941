import type { Random } from '../../fixtures/random.ts'

/** What a fuzzer draws, all of it out of one seeded chance. */
export interface Chance {
  /** From 0 to below the bound. */
  below(bound: number): number
  /** True in one of so many draws. */
  oneIn(count: number): boolean
  pick<T>(from: readonly T[]): T
  /** A text that breaks readers: long, empty, foreign, numeric, quoted. */
  nasty(): string
  bytes(length: number): Uint8Array<ArrayBuffer>
}

const nastyTexts = [
  '',
  ' ',
  '0',
  '-1',
  '1e309',
  '9007199254740993',
  '99999999999999999999',
  'NaN',
  'null',
  'true',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '%00',
  '%zz',
  '\u0000',
  '\ud800',
  '\u202e',
  '写🙂',
  "'; drop table users; --",
  '{{7*7}}',
  '<script>',
  '2026-02-30T00:00:00Z',
  '00000000-0000-4000-8000-000000000000',
  '"',
  '\\',
  '[',
  '{}',
  ';;=,',
  'a'.repeat(5_000),
]

export function createChance(random: Random): Chance {
  const below = (bound: number) => Math.floor(random() * bound)
  const pick = <T>(from: readonly T[]): T => {
    const one = from[below(from.length)]
    if (one === undefined && from.length === 0) throw new Error('There is nothing to pick from')
    return one as T // the index lies within the list
  }
  const anyText = () =>
    Array.from({ length: below(12) }, () => String.fromCharCode(below(oneIn(4) ? 65_536 : 128))).join('')
  const oneIn = (count: number) => below(count) === 0
  return {
    below,
    oneIn,
    pick,
    nasty: () => (oneIn(3) ? anyText() : pick(nastyTexts)),
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  }
}
