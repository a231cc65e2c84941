/**
 * What came of looking: `pass` and `fail` speak for themselves; `warn` is a departure that breaks no promise (an
 * assumption of ours, a SHOULD); `inconclusive` looked and could not tell; `not-provoked` had nothing to look at, with
 * the reason; `not-applicable` does not concern this target. The last three are never a pass.
 */
export type Verdict = 'pass' | 'fail' | 'warn' | 'not-applicable' | 'inconclusive' | 'not-provoked'

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

/** How many rules ended with each verdict. */
export function countVerdicts(judged: readonly { readonly verdict: Verdict }[]): Readonly<Record<Verdict, number>> {
  const counts: Record<Verdict, number> = {
    fail: 0,
    warn: 0,
    inconclusive: 0,
    'not-provoked': 0,
    pass: 0,
    'not-applicable': 0,
  }
  for (const { verdict } of judged) counts[verdict] += 1
  return counts
}
