import type { Mutant } from './sample.ts'

/** A damage that nothing can distinguish from the sound text, by its line and what is done to it. */
export interface Equivalent {
  readonly file: string
  readonly text: string
  readonly what: string
  /** How many places of the line the damage fits, when there is more than one: nothing can tell any of them. */
  readonly places?: number
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
  ...['row removed', 'true → false'].flatMap((what) =>
    ['rmSync(beside, { force: true })', 'rmSync(aside, { force: true })'].map((text) => ({
      file: 'mocks/persist/lock.ts',
      text,
      what,
      reason: 'The file is there: it was made just before, under a name that nobody else knows',
    })),
  ),
  {
    file: 'mocks/tenant/logins.ts',
    text: String.raw`const [, hex = '', secret] = /\.([0-9a-f]{32})([0-9a-f]{32})$/.exec(token) ?? []`,
    what: 'other text',
    reason: 'No session has the id that stands for a token without one, whatever it is',
  },
  {
    file: 'mocks/operations/videos/finish.ts',
    text: "for (const { etag } of upload.chunks) hasher.update(new TextEncoder().encode(etag ?? ''))",
    what: 'other text',
    reason:
      'An upload is finished when each of its chunks is there, with its etag: the text stands there for the types alone',
  },
  {
    file: 'suites/backend/verify.ts',
    text: "const request = { method: 'GET', path: first ? probePath(first) : '/', headers: [], body: null }",
    what: 'condition → true',
    reason: 'There is a first recipe with a first probe: the other case stands there for the types alone',
  },
  {
    file: 'suites/client/in-process/read-runs.ts',
    text: 'const largestGapMs = Math.max(0, ...runs.flatMap(gaps).map((gap) => gap ?? 0))',
    what: '0 → 1',
    places: 2,
    reason: 'No gap counts that is shorter than five seconds',
  },
  {
    file: 'mocks/journal/rings.ts',
    text: 'if (bytes > maxBytes) shrink(attempt.tenant, ring)',
    what: '> → >=',
    reason: 'Making room looks first whether there is need, and where all just fits there is none',
  },
  {
    file: 'mocks/operations/storage/scale-picture.ts',
    text: 'for (let channel = 0; channel < 4; channel++)',
    what: '4 → 5',
    reason:
      'The fifth channel of a pixel is the first of the next, which is written after it; behind the last there is no room',
  },
]

/** Why nothing can notice a mutant, when it is listed. */
export const reasonOf = (mutant: Pick<Mutant, 'file' | 'text' | 'mutation'>): string | undefined =>
  equivalents.find(
    ({ file, text, what }) => file === mutant.file && text === mutant.text && what === mutant.mutation.what,
  )?.reason
