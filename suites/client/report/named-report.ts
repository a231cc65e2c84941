import type { Level } from '../../rules/rule.ts'
import { countVerdicts } from '../../rules/verdict.ts'
import type { ClientReport } from '../judge.ts'

/** A report with what it is a report of. */
export interface NamedReport extends ClientReport {
  /** The client's name, or the command. */
  readonly client: string
  /** How its waits were made cheap: `preload, ×20`. */
  readonly clock: string
  readonly startedAt: Date
  readonly elapsedMs: number
}

export interface LevelScore {
  readonly level: Level
  readonly held: number
  readonly seen: number
}

/** How many rules of each level hold, of those that were seen at work. */
export function scores({ verdicts }: Pick<ClientReport, 'verdicts'>): readonly LevelScore[] {
  return (['MUST', 'SHOULD', 'MAY'] as const).flatMap((level) => {
    const counts = countVerdicts(verdicts.filter((one) => one.level === level))
    const seen = counts.pass + counts.warn + counts.fail
    return seen === 0 ? [] : [{ level, held: counts.pass, seen }]
  })
}

/** `MUST 23/23 · SHOULD 14/15`. */
export const scoreLine = (report: Pick<ClientReport, 'verdicts'>): string =>
  scores(report)
    .map(({ level, held, seen }) => `${level} ${held}/${seen}`)
    .join(' · ')

/** `declared: maxAttempts 3; seen: retriesPost always`. */
export function profileLine({ profile, inferred }: Pick<ClientReport, 'profile' | 'inferred'>): string {
  const words = (one: object) => Object.entries(one).map(([name, value]) => `${name} ${value}`)
  const seen = words(Object.fromEntries(Object.entries(inferred).filter(([name]) => !(name in profile))))
  const declared = words(profile)
  return [
    declared.length > 0 ? `declared: ${declared.join(', ')}` : '',
    seen.length > 0 ? `seen: ${seen.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join('; ')
}
