import { type NamedReport, scores } from '../../suites/client/report/named-report.ts'
import { clientRules } from '../../suites/client/rules/index.ts'
import type { Verdict } from '../../suites/rules/verdict.ts'

const marks: Readonly<Record<Verdict, string>> = {
  pass: '✓',
  fail: '**✗**',
  warn: '!',
  inconclusive: '?',
  'not-provoked': '·',
  'not-applicable': '·',
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** The league as a document: a line for each client, then every rule against every client. */
export function leagueMarkdown(reports: readonly NamedReport[], absent: readonly string[]): string {
  const standing = [...reports].sort((a, b) => mustHeld(b) - mustHeld(a))
  const levels = ['MUST', 'SHOULD', 'MAY'] as const
  const held = (report: NamedReport, level: string) => {
    const score = scores(report).find((one) => one.level === level)
    return score ? `${score.held}/${score.seen}` : '–'
  }
  const [first] = reports
  return [
    '# How HTTP clients retry',
    '',
    'Written by `npm run league`; every client with its retries switched on (three of them) and else as it comes. A rule',
    'counts only where it was seen at work: who never retries cannot wait wrongly. [league.html](league.html) has the',
    'timelines behind each verdict.',
    '',
    `Judged on ${first?.startedAt.toISOString().slice(0, 10) ?? '–'}.${absent.length > 0 ? ` Not installed here: ${absent.join(', ')}.` : ''}`,
    '',
    row(['client', ...levels, 'clock', 'seconds']),
    row(['---', ...levels.map(() => '---:'), '---', '---:']),
    ...standing.map((report) =>
      row([
        report.client,
        ...levels.map((level) => held(report, level)),
        report.clock,
        (report.elapsedMs / 1_000).toFixed(0),
      ]),
    ),
    '',
    '✓ holds · **✗** broken · ! warning · ? unclear · `·` not seen at work',
    '',
    row(['rule', 'level', ...standing.map(({ client }) => client)]),
    row(['---', '---', ...standing.map(() => ':---:')]),
    ...clientRules.map(({ id, level }) =>
      row([
        `\`${id}\``,
        level,
        ...standing.map(({ verdicts }) => marks[verdicts.find(({ rule }) => rule === id)?.verdict ?? 'not-provoked']),
      ]),
    ),
    '',
  ].join('\n')
}

function mustHeld(report: NamedReport): number {
  return scores(report).find(({ level }) => level === 'MUST')?.held ?? 0
}
