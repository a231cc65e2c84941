import type { Fate } from './fate.ts'
import type { Mutant } from './sample.ts'

/** A mutant with what became of it. */
export interface Judged {
  readonly mutant: Mutant
  readonly fate: Fate
  /** Why nothing can tell it from the sound text, when somebody has found that out. */
  readonly equivalent: string | undefined
}

/** Rules, and what runs them. */
const isEngine = ({ mutant: { file } }: Judged) =>
  /^suites\/(rules|(backend|client)\/(rules|run|judging|judge)[/.])/.test(file)

const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`)

const columns = [
  'part',
  'tried',
  'by a test',
  'by the compiler',
  'by an endless loop',
  'score of these',
  'by an end-to-end test',
  'score',
  'survived',
  'equivalent',
]

/** One row: how many of some mutants were noticed, by whom. Equivalent ones that nobody noticed do not count. */
function row(name: string, all: readonly Judged[], isEndToEnd: boolean): string[] {
  const some = all.filter(({ fate, equivalent }) => fate.kind !== 'survived' || equivalent === undefined)
  const count = (kind: Fate['kind']) => some.filter(({ fate }) => fate.kind === kind).length
  const quick = [count('failed test'), count('type error'), count('too slow')] as const
  const [tests, types, loops] = quick
  const sum = tests + types + loops
  const slow = count('failed end-to-end test')
  return [
    name,
    some.length,
    ...quick,
    percent(sum, some.length),
    isEndToEnd ? slow : 'not asked',
    isEndToEnd ? percent(sum + slow, some.length) : 'not asked',
    count('survived'),
    all.length - some.length,
  ].map(String)
}

/** The scores as a table in Markdown: of each seed, of rules and engines, of everything. */
export function scores(judged: readonly Judged[], isEndToEnd: boolean): string {
  const seeds = Object.entries(Object.groupBy(judged, ({ mutant }) => mutant.seed))
  const rows = [
    ...seeds.map(([seed, some = []]) => row(`seed ${seed}`, some, isEndToEnd)),
    row('rules and engines', judged.filter(isEngine), isEndToEnd),
    row('all', judged, isEndToEnd),
  ]
  return [columns, ['---', ...columns.slice(1).map(() => '--:')], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}
