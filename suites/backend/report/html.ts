import { html, htmlPage, type Markup, nothing } from '../../report/html.ts'
import type { RuleVerdict } from '../../rules/finding.ts'
import { countVerdicts, type Verdict } from '../../rules/verdict.ts'
import { type CoverageRow, countObserved } from '../coverage.ts'
import { nameExchange } from '../exchange.ts'
import { operationTable } from '../operation-table.ts'
import type { BackendFinding } from '../rule.ts'
import type { Run } from '../run.ts'
import type { Verification } from '../verify.ts'
import { answerLines, curlCommand } from './curl.ts'
import { gather } from './gather.ts'
import { cleanUpSentence, leftoverLines } from './leftover-lines.ts'
import { presentable } from './presentable.ts'
import { endingSentence, verdictSentence } from './sentences.ts'

type Judged = RuleVerdict<BackendFinding>

const shownOthers = 8

/** Writes the report as one page that a manager can read and a developer can act on. */
export function backendHtml(verification: Verification): string {
  const shown = presentable(verification)
  const { verdicts, coverage, run, isGood } = shown
  const counts = countVerdicts(verdicts)
  const of = (...wanted: Verdict[]) => verdicts.filter(({ verdict }) => wanted.includes(verdict))
  const ending = endingSentence(run.ending)
  const body = html`
<h1>Error contract of ${run.baseUrl}</h1>
<p class="soft">${new Date(run.startedMs).toUTCString()}, ${run.exchanges.length} exchanges in ${(run.elapsedMs / 1_000).toFixed(1)} s;
allowed: ${['reads', 'invalid requests', ...run.allowed].join(', ')}</p>
<p class="banner ${isGood ? 'pass' : 'fail'}">${verdictSentence(counts, run.ending)}</p>
${ending === '' ? nothing : html`<p class="banner warn">${ending}</p>`}
<ul class="numbers">
${number(counts.fail, 'rules broken', 'fail')}${number(counts.warn, 'rules with notes', 'warn')}
${number(counts.pass, 'rules hold', 'pass')}${number(counts['not-provoked'] + counts.inconclusive, 'rules not seen at work', 'not-provoked')}
${number(`${countObserved(coverage.codes)} of ${coverage.codes.length}`, 'documented errors observed', 'not-applicable')}
${number(`${countObserved(coverage.statuses)} of ${coverage.statuses.length}`, 'status rows observed', 'not-applicable')}
</ul>
${section(
  'What is broken',
  of('fail').map((judged) => card(judged, run.baseUrl)),
)}
${section(
  'Notes',
  of('warn').map((judged) => card(judged, run.baseUrl)),
)}
${section('Not seen at work', of('not-provoked', 'inconclusive').map(line))}
${section('Does not apply', of('not-applicable').map(line))}
<h2>Holds</h2><details><summary>${counts.pass} rules</summary>${of('pass').map(line)}</details>
${cleanUpSection(run)}
<h2>Which documented errors were observed</h2>
${coverageTable(coverage.codes, 'Error')}
${coverageTable(coverage.statuses, 'Status')}
<h2>Errors by operation</h2>
${operationList(shown)}
`
  return htmlPage(`${isGood ? 'Good' : 'Broken'}: error contract of ${run.baseUrl}`, body)
}

function cleanUpSection(run: Run): Markup {
  if (run.leftovers === undefined) return nothing
  const each = run.leftovers.map((leftover) => {
    const [sentence = '', ...command] = leftoverLines(leftover)
    return html`<div class="card warn"><p>${sentence}</p>${command.length === 0 ? nothing : html`<pre>${command.join('\n')}</pre>`}</div>`
  })
  return html`<h2>What the run has written</h2><p>${cleanUpSentence(run)}</p>${each}`
}

const number = (value: number | string, label: string, kind: Verdict): Markup =>
  html`<li><b class="${kind}">${value}</b>${label}</li>`

const section = (title: string, items: readonly Markup[]): Markup =>
  items.length === 0 ? nothing : html`<h2>${title}</h2>${items}`

const line = ({ rule, verdict, statement, evidence }: Judged): Markup =>
  html`<p><code class="${verdict}">${rule}</code> ${statement}.<br><span class="soft">${evidence}</span></p>`

function card(judged: Judged, baseUrl: string): Markup {
  const { rule, verdict, level, statement, source } = judged
  const gathered = gather(judged.findings.filter((finding) => finding.verdict === verdict))
  return html`<div class="card ${verdict}">
<span class="tag">${verdict} · ${level}</span>
<h3><code>${rule}</code></h3>
<p>${statement}.</p><p class="soft">${source}</p>
${gathered.map(({ first, others }) => findingMarkup(first, others, baseUrl))}
</div>`
}

function findingMarkup(first: BackendFinding, others: readonly BackendFinding[], baseUrl: string): Markup {
  const { exchange, differences = [] } = first
  const also = [...new Set(others.flatMap((other) => (other.exchange ? [nameExchange(other.exchange, baseUrl)] : [])))]
  const rest = also.length > shownOthers ? `; ${also.length - shownOthers} more` : ''
  return html`<p><strong>${first.evidence}</strong>${others.length > 0 ? ` (${others.length + 1} times)` : ''}</p>
${
  differences.length === 0
    ? nothing
    : html`${tableStart('Differences to the contract')}<thead><tr><th scope="col">Field</th><th scope="col">Expected</th><th scope="col">Got</th></tr></thead><tbody>
${differences.map(({ path, expected, got }) => html`<tr><td><code>${path || 'body'}</code></td><td>${expected}</td><td><code>${got}</code></td></tr>`)}
</tbody></table></div>`
}
${exchange ? html`<pre>${curlCommand(exchange)}</pre><pre>${answerLines(exchange).join('\n')}</pre>` : nothing}
${also.length === 0 ? nothing : html`<p class="soft">also: ${also.slice(0, shownOthers).join('; ')}${rest}</p>`}`
}

const coverageTable = (rows: readonly CoverageRow[], title: string): Markup =>
  html`${tableStart(`${title}: observed or not`)}<thead><tr><th scope="col">${title}</th><th scope="col">Observed</th><th scope="col">Where, or why not</th></tr></thead><tbody>
${rows.map(
  ({ name, isObserved, note }) =>
    html`<tr><th scope="row"><code>${name}</code></th><td class="${isObserved ? 'pass' : 'not-provoked'}">${isObserved ? 'yes' : 'no'}</td><td>${note}</td></tr>`,
)}
</tbody></table></div>`

/** As a list in two columns: as many codes as there are, they never make the page wider. */
function operationList({ run }: Verification): Markup {
  const { operations, codes, has } = operationTable(run)
  const seen = (operation: string) => codes.filter((code) => has(operation, code))
  return html`${tableStart('What was seen on each operation')}<thead><tr><th scope="col">Operation</th><th scope="col">Seen</th></tr></thead><tbody>
${operations.map((operation) => html`<tr><th scope="row"><code>${operation}</code></th><td>${seen(operation).map((code) => html`<code class="seen">${code}</code> `)}</td></tr>`)}
</tbody></table></div>`
}

/** A table that may be wider than a narrow window scrolls by itself; the keyboard reaches it (WCAG 2.1.1). */
const tableStart = (title: string): Markup =>
  html`<div class="scroll" role="region" aria-label="${title}" tabindex="0"><table><caption class="unseen">${title}</caption>`
