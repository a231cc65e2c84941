import { visibleLine } from '../../report/visible.ts'
import type { Level } from '../../rules/rule.ts'
import { countVerdicts, verdictOrder } from '../../rules/verdict.ts'
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

/** `41 pass, 3 not-applicable`. */
export function tally({ verdicts }: Pick<ClientReport, 'verdicts'>): string {
  const counts = countVerdicts(verdicts)
  return verdictOrder.flatMap((verdict) => (counts[verdict] ? [`${counts[verdict]} ${verdict}`] : [])).join(', ')
}

/** What a terminal shows when the report itself went into a file: the score, what is broken, and the notes. */
export function summaryLines(report: NamedReport): string[] {
  const broken = report.verdicts.filter(({ verdict }) => verdict === 'fail')
  return [
    `${report.client}: ${scoreLine(report) || 'nothing was judged'}   ${tally(report)}`,
    ...broken.map(({ rule, evidence }) => `  FAIL ${rule}: ${evidence}`),
    ...report.notes.map((note) => `note: ${note}`),
  ].map(visibleLine)
}

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
