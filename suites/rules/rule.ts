import { didYouMean } from '../../contracts/near-name.ts'

/** How strongly the contract demands what a rule states (RFC 2119). */
export type Level = 'MUST' | 'SHOULD' | 'MAY'

/** What a rule says of itself, wherever it is shown. */
export interface RuleFacts {
  /** Also the name of its file. */
  readonly id: string
  /** The fact that must hold, as a sentence. */
  readonly statement: string
  /** Where it is written: a page of the API, an RFC section, or that it is assumed. */
  readonly source: string
  readonly level: Level
}

/** The rules of these ids, in the suite's order; all when none is named. Throws a `TypeError` on an unknown id, with the near one. */
export function chooseById<R extends RuleFacts>(rules: readonly R[], ids: readonly string[] | undefined): readonly R[] {
  if (ids === undefined) return rules
  const known = rules.map(({ id }) => id)
  for (const id of ids) if (!known.includes(id)) throw new TypeError(`There is no rule ${id}.${didYouMean(id, known)}`)
  return rules.filter(({ id }) => ids.includes(id))
}
