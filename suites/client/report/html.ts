import { html, htmlPage, type Markup, nothing } from '../../report/html.ts'
import { countVerdicts, type Verdict } from '../../rules/verdict.ts'
import { type ClientVerdict, indexRuns } from '../judge.ts'
import type { ClientRule } from '../rule.ts'
import { clientRules } from '../rules/index.ts'
import { describeScenario, type Scenario } from '../scenario.ts'
import { type NamedReport, profileLine, scoreLine } from './named-report.ts'
import { timeline, timelineStyle } from './timeline.ts'

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
  return html`<figure><figcaption><code>${name}</code>${notes}</figcaption>${lanes.length === 0 ? nothing : timeline(lanes)}</figure>`
}

function ruleSection(rule: ClientRule, reports: readonly NamedReport[]): Markup {
  const judged = reports.flatMap((report) => judgedBy(report, rule) ?? [])
  const [first] = judged
  if (!first) return nothing
  const figures = rule.scenarios.map((scenario) => figure(scenario, rule, reports))
  const isOpen = judged.some(({ verdict }) => verdict === 'fail' || verdict === 'warn')
  const kind = reports.length === 1 ? first.verdict : 'not-applicable'
  const tag = reports.length === 1 ? `${verdictWords[first.verdict]} · ${rule.level}` : rule.level
  return html`<div class="card ${kind}" id="${rule.id}"><span class="tag">${tag}</span><h3><code>${rule.id}</code></h3>
<p>${rule.statement}</p><p class="soft">${rule.source}</p>${reports.length === 1 ? html`<p>${first.evidence}</p>` : nothing}
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

/** One page for one client, or for several side by side: verdicts, and a timeline for each scenario. */
export function clientHtml(reports: readonly NamedReport[], title = 'Retry bench'): string {
  const rules = clientRules.filter((rule) => reports.some((report) => judgedBy(report, rule)))
  const groups = (Object.keys(groupTitles) as ClientRule['group'][]) // keys of a literal object
    .map((group) => ({ group, members: rules.filter((rule) => rule.group === group) }))
    .filter(({ members }) => members.length > 0)
  const body = html`<h1>${title}</h1>
<p class="soft">${reports[0]?.startedAt.toUTCString() ?? ''}. All times are the client's.</p>
${reports.map(summary)}
${matrix(reports, rules)}
${legend}
${groups.map(({ group, members }) => html`<h2>${groupTitles[group]}</h2>${members.map((rule) => ruleSection(rule, reports))}`)}
`
  return htmlPage(title, body, timelineStyle)
}
