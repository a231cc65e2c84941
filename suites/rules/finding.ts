/**
 * What came of looking: `pass` and `fail` speak for themselves; `warn` is a departure that breaks no promise (an
 * assumption of ours, a SHOULD); `inconclusive` looked and could not tell; `not-provoked` had nothing to look at, with
 * the reason; `not-applicable` does not concern this target. The last three are never a pass.
 */
export type Verdict = 'pass' | 'fail' | 'warn' | 'not-applicable' | 'inconclusive' | 'not-provoked'

/** How strongly the contract demands what a rule states (RFC 2119). */
export type Level = 'MUST' | 'SHOULD' | 'MAY'

/** One look of one rule: at an exchange, in a scenario. */
export interface Finding {
  readonly rule: string
  readonly verdict: Verdict
  readonly level: Level
  /** What was seen, in one or a few lines of plain text. */
  readonly evidence: string
}

/** What a rule says of itself, wherever it is shown. */
export interface RuleFacts {
  /** Also the name of its file. */
  readonly id: string
  /** The fact that must hold, as a sentence. */
  readonly statement: string
  /** Where it is written: a page of the API, an RFC section, or that it is assumed. */
  readonly source: string
  readonly level: Level
}

/** Everything that one rule found, under its worst verdict. */
export interface Judgement<F extends Finding = Finding> extends Finding {
  readonly statement: string
  readonly source: string
  readonly findings: readonly F[]
}

/** From the worst to the most harmless. What could not be looked at outweighs what was seen to be right. */
export const verdictOrder: readonly Verdict[] = [
  'fail',
  'warn',
  'inconclusive',
  'not-provoked',
  'pass',
  'not-applicable',
]

/** The worst of some verdicts; undefined of none. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict | undefined {
  return verdictOrder.find((verdict) => verdicts.includes(verdict))
}

/**
 * Gathers the findings of one rule under its worst verdict, whose first evidence stands for all.
 * A rule that found nothing at all is `inconclusive`: it gave no account of what it looked at.
 */
export function judgement<F extends Finding>(rule: RuleFacts, findings: readonly F[]): Judgement<F> {
  const { id, statement, source, level } = rule
  const worst = worstVerdict(findings.map(({ verdict }) => verdict)) ?? 'inconclusive'
  const evidence = findings.find(({ verdict }) => verdict === worst)?.evidence ?? 'The rule reported nothing'
  return { rule: id, verdict: worst, level, evidence, statement, source, findings }
}

/** How many judgements ended with each verdict. */
export function countVerdicts(judgements: readonly Pick<Finding, 'verdict'>[]): Readonly<Record<Verdict, number>> {
  const counts: Record<Verdict, number> = {
    fail: 0,
    warn: 0,
    inconclusive: 0,
    'not-provoked': 0,
    pass: 0,
    'not-applicable': 0,
  }
  for (const { verdict } of judgements) counts[verdict] += 1
  return counts
}
