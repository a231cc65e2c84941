import type { ChangedVerdict } from './changed-verdicts.ts'

/** What came of judging one client again and again in one way. */
export interface VerdictRow {
  readonly client: string
  readonly way: string
  /** How many busy loops ran beside it. */
  readonly loops: number
  readonly runs: number
  /** Of one run, in the middle. */
  readonly seconds: number
  /** How many processes wanted a processor at the end of a run, in the middle. */
  readonly load: number
  readonly verdicts: number
  readonly changed: readonly ChangedVerdict[]
}

const head = '| client | way | busy loops | runs | seconds | load | verdicts | verdicts that changed |'
const rule = '|---|---|---:|---:|---:|---:|---:|---|'

/** A row of the table. */
export function rowText({ client, way, loops, runs, seconds, load, verdicts, changed }: VerdictRow): string {
  const words = changed.map((one) => `\`${one.rule}\` (${one.verdicts.toSorted().join(', ')})`).join(', ') || 'none'
  const figures = [loops, runs, seconds.toFixed(0), load.toFixed(0), verdicts]
  return `| ${[client, way, ...figures, words].join(' | ')} |`
}

/** Two rows with this in common are of the same client, judged in the same way beside as many loops. */
const keyOf = (row: string): string => row.split('|').slice(1, 4).join('|')

/** The text of docs/equal-client-verdicts.md: the rows of the page before, with those that are new in their place. */
export function clientVerdictsPage(before: string, rows: readonly VerdictRow[]): string {
  const kept = before.split('\n').filter((line) => /^\| [a-z]/.test(line) && line !== head)
  const byKey = new Map([...kept, ...rows.map(rowText)].map((row) => [keyOf(row), row]))
  return [
    '# The same client, twenty times',
    '',
    'Written by `node scripts/bench/client-verdicts.ts --write`, row by row. The bench judges one client by every rule, again and',
    'again, one run right after the other. It can do so in process, behind a driver and as a command, alone and beside loops that',
    'never pause: what has no row was not measured. A verdict counts as changed when it was not the same in all runs; one that could',
    'not be told (`inconclusive`) in one run and was told in another has changed, too. `load` is how many processes wanted one of the',
    'two processors at the end of a run, whosever they were, and `seconds` is what a run took there: both in the middle of the runs.',
    '',
    head,
    rule,
    ...[...byKey].toSorted(([a], [b]) => a.localeCompare(b)).map(([, row]) => row),
    '',
  ].join('\n')
}
