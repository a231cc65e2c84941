import type { Look } from './look.ts'
import type { Level, RuleFacts } from './rule.ts'
import { worstVerdict } from './verdict.ts'

/** One look, with the rule whose look it was: at an exchange, in a scenario. */
export interface Finding extends Look {
  readonly rule: string
  readonly level: Level
}

/** Everything that one rule found, under its worst verdict. */
export interface RuleVerdict<F extends Finding = Finding> extends Finding {
  readonly statement: string
  readonly source: string
  readonly findings: readonly F[]
}

/** Names the rule whose look this is. */
export const findingOf = <L extends Look>({ id, level }: RuleFacts, look: L): L & Finding => ({
  rule: id,
  level,
  ...look,
})

/**
 * Gathers the findings of one rule under its worst verdict, whose first evidence stands for all.
 * A rule that found nothing at all is `inconclusive`: it gave no account of what it looked at.
 */
export function ruleVerdict<F extends Finding>(rule: RuleFacts, findings: readonly F[]): RuleVerdict<F> {
  const { id, statement, source, level } = rule
  const worst = worstVerdict(findings.map(({ verdict }) => verdict)) ?? 'inconclusive'
  const evidence = findings.find(({ verdict }) => verdict === worst)?.evidence ?? 'The rule reported nothing'
  return { rule: id, verdict: worst, level, evidence, statement, source, findings }
}
