import { clientRules } from '../../suites/client/rules/index.ts'
import { html, htmlPage } from '../../suites/report/html.ts'
import type { Level } from '../../suites/rules/rule.ts'
import type { Verdict } from '../../suites/rules/verdict.ts'
import type { Standing } from './standing.ts'

const marks: Readonly<Record<Verdict, string>> = {
  pass: '✓',
  fail: '✗',
  warn: '!',
  inconclusive: '?',
  'not-provoked': '·',
  'not-applicable': '·',
}

const levels: readonly Level[] = ['MUST', 'SHOULD', 'MAY']
const levelOf = new Map(clientRules.map(({ id, level }) => [id, level]))

const verdictOf = ({ verdicts }: Standing, rule: string): Verdict => verdicts[rule] ?? 'not-provoked'

/** How many rules of a level hold, of those that were seen at work. */
function held({ verdicts }: Standing, level: Level): { readonly held: number; readonly seen: number } {
  const seen = Object.entries(verdicts).filter(
    ([rule, verdict]) => levelOf.get(rule) === level && ['pass', 'warn', 'fail'].includes(verdict),
  )
  return { held: seen.filter(([, verdict]) => verdict === 'pass').length, seen: seen.length }
}

const score = (standing: Standing, level: Level) => `${held(standing, level).held}/${held(standing, level).seen}`
const brokenMusts = ({ broken }: Standing) => broken.filter(({ rule }) => levelOf.get(rule) === 'MUST').length

/** The fewest broken rules first. */
const ranked = (standings: readonly Standing[]) =>
  standings.toSorted((a, b) => brokenMusts(a) - brokenMusts(b) || held(b, 'MUST').held - held(a, 'MUST').held)

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** `on 2026-11-26`, or from the first day to the last. */
function daysOf(standings: readonly Standing[]): string {
  const days = standings.map(({ day }) => day).sort()
  const [first = 'no day', last = first] = [days[0], days.at(-1)]
  return first === last ? `on ${first}` : `from ${first} to ${last}`
}

/** The league as a document: a line for each client, and what it breaks. */
export function leagueMarkdown(standings: readonly Standing[], absent: readonly string[]): string {
  const brokenBy = ({ broken }: Standing) => broken.map(({ rule }) => `\`${rule}\``).join(', ')
  return [
    '# How HTTP clients retry',
    '',
    'Written by `npm run league`. Every client has its retries switched on (three of them); "tuned" is the setup that',
    '[clients.md](clients.md) shows. A rule counts only where it was seen at work: who never retries cannot wait wrongly.',
    'Clients in JavaScript are judged in process, others behind a [driver](driver.md). curl and wget are commands by their nature:',
    'a process for each call, so that a driver could show no more, and would only start further programs beside them.',
    'In the repository, `docs/league.html` has every rule against every client, and a page for each with the timelines of what is broken.',
    '',
    `Judged ${daysOf(standings)}.${absent.length > 0 ? ` Not installed here: ${absent.join(', ')}.` : ''}`,
    '',
    row(['client', ...levels, 'judged', 'broken']),
    row(['---', ...levels.map(() => '---:'), '---', '---']),
    ...ranked(standings).map((one) =>
      row([
        `${one.title} ${one.version}`,
        ...levels.map((level) => score(one, level)),
        one.way,
        brokenBy(one) || 'nothing',
      ]),
    ),
    '',
    '## Rule by rule',
    '',
    'Who breaks each rule (a fail or a warning) and who keeps it, where it was seen at work; up to three of each.',
    '',
    row(['rule', 'broken by', 'kept by']),
    row(['---', '---', '---']),
    ...clientRules.map(({ id }) =>
      row([`\`${id}\``, someWith(standings, id, ['fail', 'warn']), someWith(standings, id, ['pass'])]),
    ),
    '',
  ].join('\n')
}

const ours = ['conforming', 'documented.py']
const mostNames = 3

/** The first public clients with one of these verdicts, and how many more there are. */
function someWith(standings: readonly Standing[], rule: string, verdicts: readonly Verdict[]): string {
  const titles = standings.flatMap((one) =>
    !ours.includes(one.title) && verdicts.includes(verdictOf(one, rule)) ? [one.title] : [],
  )
  const more = titles.length - mostNames
  return `${titles.slice(0, mostNames).join(' · ') || 'nobody'}${more > 0 ? ` and ${more} more` : ''}`
}

const style = `
body { max-width: none; }
.league td { text-align: center; padding: .2rem .35rem; } .league th[scope=row] { white-space: nowrap; }
.league thead th { vertical-align: bottom; } .league thead a { writing-mode: vertical-rl; transform: rotate(180deg); display: inline-block; white-space: nowrap; }
@media print { @page { size: A3 landscape; } .league { font-size: 7pt; } .league td, .league th { padding: .1rem .15rem; } }
`

/** Every rule against every client, on one page that prints. */
export function leagueHtml(standings: readonly Standing[]): string {
  const columns = ranked(standings)
  const cell = (one: Standing, rule: string) => {
    const verdict = verdictOf(one, rule)
    return html`<td class="${verdict}"><span aria-hidden="true">${marks[verdict]}</span><span class="unseen">${verdict}</span></td>`
  }
  const heads = columns.map((one) => html`<th scope="col"><a href="league/${one.slug}.html">${one.title}</a></th>`)
  const scores = levels.map(
    (level) =>
      html`<tr><th scope="row">${level} rules that hold</th><td></td>${columns.map((one) => html`<td>${score(one, level)}</td>`)}</tr>`,
  )
  const rows = clientRules.map(
    ({ id, level }) =>
      html`<tr><th scope="row"><code>${id}</code></th><td>${level}</td>${columns.map((one) => cell(one, id))}</tr>`,
  )
  return htmlPage(
    'How HTTP clients retry',
    html`<h1>How HTTP clients retry</h1>
<p class="soft">Judged ${daysOf(standings)}. ✓ holds · ✗ broken · ! warning · ? unclear · the dot: not seen at work. The name of a client leads to the timelines of what it breaks.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Rules against clients"><table class="league"><thead><tr><th scope="col">rule</th><th scope="col">level</th>${heads}</tr></thead><tbody>${scores}${rows}</tbody></table></div>`,
    style,
  )
}
