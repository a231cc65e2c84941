import { createColors } from 'picocolors'
import { clip } from '../report/clip.ts'
import { html, htmlPage, type Markup, nothing } from '../report/html.ts'
import { jsonReport } from '../report/json.ts'
import { junitReport } from '../report/junit.ts'
import { wrap } from '../report/wrap.ts'
import type { RuleVerdict } from '../rules/finding.ts'
import { countVerdicts, type Verdict } from '../rules/verdict.ts'
import type { Drift, DriftFinding } from './judge.ts'

type Judged = RuleVerdict<DriftFinding>

const width = 100

/** So many findings of one rule are printed; files have all of them. */
const shown = 40

const longest = 400

const broken = ({ findings, verdict }: Judged): readonly DriftFinding[] =>
  verdict === 'pass' ? [] : findings.filter((finding) => finding.verdict === verdict)

/** The whole in a sentence. */
export function driftSentence({ verdicts, compared, isGood }: Drift): string {
  const differences = verdicts.flatMap(broken).filter(({ difference }) => difference).length
  return isGood
    ? `GOOD: ${compared} operations compared, nothing differs that was not accepted`
    : `DRIFT: ${compared} operations compared, ${differences} ${differences === 1 ? 'difference is' : 'differences are'} not accepted`
}

/** Writes a drift report for a terminal. */
export function driftText(drift: Drift, { isColoured = false }: { isColoured?: boolean } = {}): string {
  const colour = createColors(isColoured)
  const paint = (verdict: Verdict) =>
    verdict === 'fail' ? colour.red : verdict === 'pass' ? colour.green : colour.yellow
  const lines = drift.verdicts.flatMap((judged) => {
    const { rule, verdict, statement, findings } = judged
    const wrong = broken(judged)
    const rest = wrong.length > shown ? [`      and ${wrong.length - shown} more; --out FILE has all of them`] : []
    return [
      `${paint(verdict)(verdict.toUpperCase().padEnd(12))} ${colour.bold(rule)}: ${statement}`,
      ...(wrong.length === 0 ? wrap(findings[0]?.evidence ?? '', width, '      ') : []),
      ...wrong.slice(0, shown).flatMap(({ evidence }) => wrap(clip(evidence, longest), width, '      ')),
      ...rest,
    ]
  })
  return [...lines, '', paint(drift.isGood ? 'pass' : 'fail')(driftSentence(drift)), ''].join('\n')
}

/** Writes a drift report as JSON. */
export const driftJson = (drift: Drift): string => jsonReport({ ...drift })

/** Writes a drift report as JUnit XML. */
export const driftJunit = ({ verdicts }: Drift, target: string): string =>
  junitReport({
    name: 'aion-contract.drift',
    target,
    verdicts,
    elapsedMs: 0,
    detail: (judged) =>
      broken(judged)
        .map(({ evidence }) => clip(evidence, longest))
        .join('\n'),
  })

const row = ({ difference, reason }: DriftFinding): Markup =>
  difference
    ? html`<tr><th scope="row"><code>${difference.operation}</code></th><td><code>${difference.where}</code></td><td>${difference.what}</td><td>${clip(difference.published, longest)}</td><td>${clip(difference.contract, longest)}</td><td>${reason ?? ''}</td></tr>`
    : nothing

function table(title: string, findings: readonly DriftFinding[]): Markup {
  if (findings.length === 0) return nothing
  return html`<details open><summary>${title}: ${findings.length}</summary><div class="scroll" role="region" aria-label="${title}" tabindex="0"><table><caption class="unseen">${title}</caption>
<thead><tr><th scope="col">Operation</th><th scope="col">Where</th><th scope="col">What</th><th scope="col">Document</th><th scope="col">Contract</th><th scope="col">Reason</th></tr></thead><tbody>
${findings.map(row)}
</tbody></table></div></details>`
}

function section(judged: Judged): Markup {
  const { rule, verdict, statement, evidence, findings } = judged
  const differing = findings.filter(({ difference }) => difference)
  return html`<div class="card ${verdict}"><span class="tag">${verdict}</span><h3><code>${rule}</code></h3><p>${statement}.</p>
${differing.length === 0 ? html`<p>${evidence}</p>` : nothing}
${table(
  'Not accepted',
  differing.filter((finding) => finding.verdict === 'fail'),
)}
${table(
  'Accepted',
  differing.filter((finding) => finding.verdict === 'pass'),
)}
</div>`
}

/** Writes a drift report as one page. */
export function driftHtml(drift: Drift, target: string): string {
  const counts = countVerdicts(drift.verdicts)
  const body = html`<h1>Drift of ${target}</h1>
<p class="banner ${drift.isGood ? 'pass' : 'fail'}">${driftSentence(drift)}</p>
<p class="soft">${counts.pass} of ${drift.verdicts.length} rules hold.</p>
${drift.verdicts.map(section)}`
  return htmlPage(`${drift.isGood ? 'Good' : 'Drift'}: ${target}`, body)
}
