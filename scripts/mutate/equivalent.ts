import type { Mutant } from './sample.ts'

/** A damage that nothing can distinguish from the sound text, by its line and what is done to it. */
export interface Equivalent {
  readonly file: string
  readonly text: string
  readonly what: string
  /** Why nothing can tell, in one sentence. */
  readonly reason: string
}

/** They count for no score, unless a test notices one after all. */
export const equivalents: readonly Equivalent[] = [
  {
    file: 'suites/backend/rules/rate-limit-remaining-falls.ts',
    text: 'if (!first || !last) return 0',
    what: '0 → 1',
    reason: 'A group holds one answer at least, so the line stands there for the types alone',
  },
]

/** Why nothing can notice a mutant, when it is listed. */
export const reasonOf = (mutant: Pick<Mutant, 'file' | 'text' | 'mutation'>): string | undefined =>
  equivalents.find(
    ({ file, text, what }) => file === mutant.file && text === mutant.text && what === mutant.mutation.what,
  )?.reason
