import { html, htmlPage, type Markup, nothing } from '../../report/html.ts'
import type { Level } from '../../rules/rule.ts'
import { countVerdicts, type Verdict, verdictOrder, worstVerdict } from '../../rules/verdict.ts'
import { type ClientVerdict, indexRuns } from '../judge.ts'
import type { ClientRule } from '../rule.ts'
import { clientRules } from '../rules/index.ts'
import { describeScenario, type Scenario } from '../scenario.ts'
import { type NamedReport, profileLine, scoreLine } from './named-report.ts'
import { type Lane, timeline, timelineStyle } from './timeline.ts'
import { timelineText } from './timeline-text.ts'

/** Calls of one scenario that are listed attempt by attempt. */
const mostListed = 3

const printStyle = `
nav { font-size: .88rem; } nav code { white-space: nowrap; }
@media print { body { max-width: none; padding: 0; font-size: 11pt; } .card, figure { break-inside: avoid; } h2 { break-after: avoid; }
  a { color: inherit; text-decoration: none; } .row .mark, .row .band { print-color-adjust: exact; } }
`

const verdictWords: Readonly<Record<Verdict, string>> = {
  pass: 'holds',
  fail: 'broken',
  warn: 'warning',
  inconclusive: 'unclear',
  'not-provoked': 'not seen',
  'not-applicable': 'n/a',
}

const groupTitles: Readonly<Record<ClientRule['group'], string>> = {
  'retry-after': 'Retry-After',
  what: 'What may be retried',
  how: 'How to wait',
  again: 'What is sent again, and what the caller learns',
}

const judgedBy = ({ verdicts }: NamedReport, { id }: ClientRule): ClientVerdict | undefined =>
  verdicts.find(({ rule }) => rule === id)

function summary(report: NamedReport): Markup {
  const counts = countVerdicts(report.verdicts)
  const kind = counts.fail > 0 ? 'fail' : counts.warn > 0 ? 'warn' : 'pass'
  const profile = profileLine(report)
  return html`<p class="banner ${kind}">${report.client}: ${scoreLine(report)}<br>
<span class="soft">${counts.fail} broken, ${counts.warn} warnings, ${counts.pass} hold; clock: ${report.clock};
${(report.elapsedMs / 1_000).toFixed(1)} s${profile && `; ${profile}`}</span></p>`
}

/** Rules down, clients across. */
function matrix(reports: readonly NamedReport[], rules: readonly ClientRule[]): Markup {
  if (reports.length < 2) return nothing
  const cell = (report: NamedReport, rule: ClientRule) => {
    const judged = judgedBy(report, rule)
    return html`<td class="${judged?.verdict ?? ''}" title="${judged?.evidence ?? ''}"><span class="tag">${judged ? verdictWords[judged.verdict] : ''}</span></td>`
  }
  return html`<h2>All clients</h2><div class="scroll"><table class="verdicts"><thead><tr><th>rule</th><th>level</th>${reports.map(({ client }) => html`<th>${client}</th>`)}</tr></thead>
<tbody>${rules.map((rule) => html`<tr><td><a href="#${rule.id}"><code>${rule.id}</code></a></td><td>${rule.level}</td>${reports.map((report) => cell(report, rule))}</tr>`)}</tbody></table></div>`
}

function figure(scenario: Scenario, rule: ClientRule, reports: readonly NamedReport[]): Markup {
  const name = describeScenario(scenario)
  const lanes = reports.flatMap((report) => {
    const run = indexRuns(report.runs)(scenario)
    return run ? [{ name: reports.length > 1 ? report.client : '', run }] : []
  })
  const notes = reports.flatMap((report) =>
    (judgedBy(report, rule)?.findings ?? [])
      .filter((finding) => finding.scenario === name)
      .map(
        ({ verdict, evidence }) =>
          html`<br><span class="${verdict}"><span class="tag">${verdictWords[verdict]}</span></span> ${reports.length > 1 ? `${report.client}: ` : ''}${evidence}`,
      ),
  )
  return html`<figure><figcaption><code>${name}</code>${notes}</figcaption>${lanes.length === 0 ? nothing : timeline(lanes)}${lists(lanes)}</figure>`
}

/** The attempts of one client as a list, with their paths and bytes; of several clients only the drawing has room. */
function lists(lanes: readonly Lane[]): Markup {
  const calls = lanes.length === 1 ? (lanes[0]?.run.calls ?? []) : []
  if (calls.length === 0) return nothing
  const shown = calls.slice(0, mostListed).map((call) => timelineText(call).join('\n'))
  const left = calls.length > mostListed ? [`… and ${calls.length - mostListed} more calls`] : []
  return html`<details><summary>Attempts</summary><pre>${[...shown, ...left].join('\n\n')}</pre></details>`
}

/** Scenarios that show what is broken come first. */
function bySeverity(rule: ClientRule, reports: readonly NamedReport[]): readonly Scenario[] {
  const rank = (scenario: Scenario) => {
    const name = describeScenario(scenario)
    const verdicts = reports.flatMap((report) =>
      (judgedBy(report, rule)?.findings ?? []).flatMap((one) => (one.scenario === name ? [one.verdict] : [])),
    )
    const worst = worstVerdict(verdicts)
    return worst === undefined ? verdictOrder.length : verdictOrder.indexOf(worst)
  }
  return rule.scenarios.toSorted((a, b) => rank(a) - rank(b))
}

function ruleSection(rule: ClientRule, reports: readonly NamedReport[]): Markup {
  const judged = reports.flatMap((report) => judgedBy(report, rule) ?? [])
  const [first] = judged
  if (!first) return nothing
  const figures = bySeverity(rule, reports).map((scenario) => figure(scenario, rule, reports))
  const isOpen = judged.some(({ verdict }) => verdict === 'fail' || verdict === 'warn')
  const kind = reports.length === 1 ? first.verdict : 'not-applicable'
  const tag = reports.length === 1 ? `${verdictWords[first.verdict]} · ${rule.level}` : rule.level
  return html`<div class="card ${kind}" id="${rule.id}"><span class="tag">${tag}</span><h3><code>${rule.id}</code></h3>
<p>${rule.statement}</p><p class="soft">${rule.source}</p>${reports.length === 1 ? html`<p>${first.evidence}</p>` : nothing}
${isOpen && rule.remedy !== undefined ? html`<p><b>Mend it:</b> ${rule.remedy}</p>` : nothing}
<details${isOpen ? { markup: ' open' } : nothing}><summary>${figures.length === 1 ? 'Timeline' : `${figures.length} timelines`}</summary>${figures}</details></div>`
}

const legend = html`<p class="legend">
<span><span class="row"><i class="mark good"></i></span>attempt, answered 2xx</span>
<span><span class="row"><i class="mark bad"></i></span>answered with an error</span>
<span><span class="row"><i class="mark moved"></i></span>redirected</span>
<span><span class="row"><i class="mark broken"></i></span>connection misbehaves</span>
<span><span class="row"><i class="band" style="left:0;width:100%"></i></span>the wait that was asked for</span>
<span><span class="row"><i class="end good" style="left:50%"></i></span>the call ends</span>
</p>`

const levels: readonly Level[] = ['MUST', 'SHOULD', 'MAY']
const troubles: readonly Verdict[] = ['fail', 'warn', 'inconclusive']

interface Section {
  readonly title: string
  readonly members: readonly ClientRule[]
}

/** What is wrong with one client, most serious first, then what holds, by group. Of several clients: by group. */
function sectionsOf(reports: readonly NamedReport[], rules: readonly ClientRule[]): readonly Section[] {
  const [report] = reports
  const verdictOf = (rule: ClientRule) => (reports.length === 1 && report ? judgedBy(report, rule)?.verdict : undefined)
  const trouble = troubles.flatMap((verdict) =>
    levels.flatMap((level) => rules.filter((rule) => rule.level === level && verdictOf(rule) === verdict)),
  )
  const groups = (Object.keys(groupTitles) as ClientRule['group'][]).map((group) => ({
    // keys of a literal object
    title: groupTitles[group],
    members: rules.filter((rule) => rule.group === group && !trouble.includes(rule)),
  }))
  return [{ title: 'What is wrong, most serious first', members: trouble }, ...groups].filter(
    ({ members }) => members.length > 0,
  )
}

const anchorOf = (index: number) => `part-${index + 1}`

function contents(sections: readonly Section[]): Markup {
  return html`<nav aria-label="Contents"><ul class="plain">${sections.map(
    ({ title, members }, index) =>
      html`<li><a href="#${anchorOf(index)}">${title}</a>: ${members.map(({ id }) => html`<a href="#${id}"><code>${id}</code></a> `)}</li>`,
  )}</ul></nav>`
}

const notesOf = ({ notes }: NamedReport): Markup =>
  notes.length === 0 ? nothing : html`<ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`

/** One page for one client, or for several side by side: verdicts, and a timeline for each scenario. */
export function clientHtml(reports: readonly NamedReport[], title = 'Retry bench'): string {
  const rules = clientRules.filter((rule) => reports.some((report) => judgedBy(report, rule)))
  const sections = sectionsOf(reports, rules)
  const body = html`<h1>${title}</h1>
<p class="soft">${reports[0]?.startedAt.toUTCString() ?? ''}. All times are the client's.</p>
${reports.map((report) => html`${summary(report)}${notesOf(report)}`)}
${contents(sections)}
${matrix(reports, rules)}
${legend}
${sections.map(({ title: name, members }, index) => html`<h2 id="${anchorOf(index)}">${name}</h2>${members.map((rule) => ruleSection(rule, reports))}`)}
`
  return htmlPage(title, body, timelineStyle + printStyle)
}
