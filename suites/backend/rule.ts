import type { Difference } from '../../contracts/envelope.ts'
import type { Finding } from '../rules/finding.ts'
import type { RuleFacts } from '../rules/rule.ts'
import type { Verdict } from '../rules/verdict.ts'
import { type Answered, type Exchange, isAnswered } from './exchange.ts'
import type { Run } from './run.ts'

/** One look of a rule, with the exchange that it looked at. */
export interface BackendFinding extends Finding {
  readonly exchange?: Exchange
  /** Where the body departs from the contract, line by line. */
  readonly differences?: readonly Difference[]
}

/** Something that is not as it must be. */
export interface Problem {
  /** The same words for the same defect, so that a report can gather them. */
  readonly evidence: string
  /** `warn` where only an assumption is broken. Default: `fail` for a MUST, `warn` for anything weaker. */
  readonly verdict?: Verdict
  readonly differences?: readonly Difference[]
}

/** A rule: what must hold, how to see whether it does, and how to break it. */
export interface Rule extends RuleFacts {
  /** Whether the status of an answer is all that it looks at, so that it can judge recordings without bodies. */
  readonly isStatusOnly?: true
  judge(run: Run): readonly BackendFinding[]
  /** Damages a run in which the rule holds so that it, and no other rule, is broken. A table of hand-made runs takes its place. */
  sabotage?(run: Run): Run
}

type Body = Omit<Rule, 'judge'>

const finding = (rule: RuleFacts, verdict: Verdict, evidence: string, exchange?: Exchange): BackendFinding => ({
  rule: rule.id,
  level: rule.level,
  verdict,
  evidence,
  ...(exchange && { exchange }),
})

const problemFinding = (rule: RuleFacts, problem: Problem, exchange?: Exchange): BackendFinding => ({
  ...finding(rule, problem.verdict ?? (rule.level === 'MUST' ? 'fail' : 'warn'), problem.evidence, exchange),
  ...(problem.differences && { differences: problem.differences }),
})

/** A rule that looks at each answer by itself. */
export interface AnswerRule extends Body {
  /** Which answers it is about. */
  concerns(exchange: Answered, run: Run): boolean
  check(exchange: Answered, run: Run): Problem | undefined
  /** What has to be seen for the rule to be judged, as in `No answer carried Retry-After`. */
  readonly unseen: string
  /** The verdict when nothing was seen. Default `not-provoked`. */
  readonly unseenVerdict?: 'not-provoked' | 'not-applicable'
}

/** Makes a rule that looks at each answer by itself: it passes when it looked at one or more and found nothing. */
export function answerRule({ concerns, check, unseen, unseenVerdict = 'not-provoked', ...body }: AnswerRule): Rule {
  return {
    ...body,
    judge(run) {
      const concerned = run.exchanges.filter(isAnswered).filter((exchange) => concerns(exchange, run))
      if (concerned.length === 0) return [finding(body, unseenVerdict, unseen)]
      const problems = concerned.flatMap((exchange) => {
        const problem = check(exchange, run)
        return problem ? [problemFinding(body, problem, exchange)] : []
      })
      const sound = concerned.length - problems.length
      if (problems.length > 0) return problems
      return [
        finding(
          body,
          'pass',
          `Holds for ${sound === 1 ? 'the one answer' : `all ${sound} answers`} that it is about`,
          concerned[0],
        ),
      ]
    },
  }
}

/** Makes a rule that looks at all answers together. `check` gives null where there is nothing to compare. */
export function runRule({
  check,
  unseen,
  unseenVerdict = 'not-provoked',
  ...body
}: Body & {
  check(run: Run): readonly (Problem & { readonly exchange?: Exchange })[] | null
  readonly unseen: string
  readonly unseenVerdict?: 'not-provoked' | 'not-applicable'
}): Rule {
  return {
    ...body,
    judge(run) {
      const problems = check(run)
      if (problems === null) return [finding(body, unseenVerdict, unseen)]
      if (problems.length === 0) return [finding(body, 'pass', `Holds over ${run.exchanges.length} exchanges`)]
      return problems.map(({ exchange, ...problem }) => problemFinding(body, problem, exchange))
    },
  }
}
