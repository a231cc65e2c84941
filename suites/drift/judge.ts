import { type Finding, findingOf, type RuleVerdict, ruleVerdict } from '../rules/finding.ts'
import type { RuleFacts } from '../rules/rule.ts'
import { type Acceptance, acceptanceOf } from './accepted.ts'
import type { Comparison } from './compare.ts'
import { type Difference, type DriftRule, differenceText } from './difference.ts'

/** One look of a drift report: a difference, or that there was none. */
export interface DriftFinding extends Finding {
  readonly difference?: Difference
  /** Why the difference may stay; absent of one that may not. */
  readonly reason?: string
}

export interface Drift {
  readonly verdicts: readonly RuleVerdict<DriftFinding>[]
  readonly compared: number
  readonly isGood: boolean
}

const statements: Readonly<Record<DriftRule, string>> = {
  'operations-are-known': 'Document and contract have the same operations',
  'parameters-agree': 'Both ask for the same parameters, with the same defaults and limits',
  'bodies-agree': 'Both take the same bodies',
  'successes-agree': 'Both answer a success with the same statuses',
  'answers-agree': 'Both answer with the same fields',
  'errors-are-declared': 'Both declare the same statuses of errors',
}

const source = 'OpenAPI 3.1: Paths, Parameter, Request Body, Responses and Schema Objects'

const rules = Object.keys(statements) as readonly DriftRule[] // keys of a literal record

const factsOf = (id: string, statement: string): RuleFacts => ({ id, statement, source, level: 'MUST' })

const unusedRule: RuleFacts = {
  ...factsOf('accepted-differences-occur', 'Every accepted difference still occurs'),
  level: 'SHOULD',
}

function judgeRule(
  rule: DriftRule,
  { differences, compared }: Comparison,
  accepts: readonly (readonly [Acceptance, (d: Difference) => boolean])[],
) {
  const facts = factsOf(rule, statements[rule])
  const own = differences.filter((difference) => difference.rule === rule)
  const findings = own.map((difference): DriftFinding => {
    const [acceptance] = accepts.find(([, matches]) => matches(difference)) ?? []
    const evidence = differenceText(difference)
    return acceptance
      ? {
          ...findingOf(facts, { verdict: 'pass', evidence: `accepted: ${evidence}` }),
          difference,
          reason: acceptance.reason,
        }
      : { ...findingOf(facts, { verdict: 'fail', evidence }), difference }
  })
  if (findings.length === 0 && compared === 0 && rule !== 'operations-are-known')
    return ruleVerdict(facts, [
      findingOf(facts, { verdict: 'not-provoked', evidence: 'No operation stands on both sides' }),
    ])
  const accepted = findings.filter(({ verdict }) => verdict === 'pass').length
  const summary = `${compared} operations compared, ${accepted} differences accepted`
  return ruleVerdict<DriftFinding>(facts, [findingOf(facts, { verdict: 'pass', evidence: summary }), ...findings])
}

/** Judges what a comparison found: every difference that nobody accepted is a failure. */
export function judgeDrift(comparison: Comparison, accepted: readonly Acceptance[]): Drift {
  const accepts = accepted.map((acceptance) => [acceptance, acceptanceOf(acceptance)] as const)
  const verdicts = rules.map((rule) => judgeRule(rule, comparison, accepts))
  const unused = accepts.filter(([, matches]) => !comparison.differences.some(matches))
  const looks = unused.map(([acceptance]) =>
    findingOf(unusedRule, {
      verdict: 'warn',
      evidence: `Nothing differs in this way any more: ${JSON.stringify(acceptance)}`,
    }),
  )
  const all = findingOf(unusedRule, { verdict: 'pass', evidence: `${accepted.length} entries, all of them in use` })
  return {
    verdicts: [...verdicts, ruleVerdict<DriftFinding>(unusedRule, looks.length > 0 ? looks : [all])],
    compared: comparison.compared,
    isGood: verdicts.every(({ verdict }) => verdict === 'pass'),
  }
}
