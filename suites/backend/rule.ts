import type { Difference } from '../../contracts/envelope.ts'
import type { Finding } from '../rules/finding.ts'
import { inconclusive, type Look, notApplicable, notProvoked, pass } from '../rules/look.ts'
import type { RuleFacts } from '../rules/rule.ts'
import { type Answered, type Exchange, isAnswered } from './exchange.ts'
import { ifConsidered, type Seen, type SeenRun, type StandingKind } from './standing.ts'

/** One look of a backend rule, with the exchange that it looked at. */
export interface BackendLook extends Look {
  readonly exchange?: Exchange
  /** Where the body departs from the contract, line by line. */
  readonly differences?: readonly Difference[]
  /** The header or the field of the body that is wrong, where it is one. */
  readonly field?: string
}

export interface BackendFinding extends Finding, BackendLook {
  /** Equal for the same defect in another run, as a baseline knows it. */
  readonly fingerprint: string
}

/** A rule: what must hold, which answers it needs, and how to see whether it does. */
export interface Rule extends RuleFacts {
  /** Whether the status of an answer is all that it looks at, so that it can judge recordings without bodies. */
  readonly isStatusOnly?: true
  judge(run: SeenRun): readonly BackendLook[]
}

export type SeenAnswer = Answered & Seen

interface RuleBody extends RuleFacts {
  readonly isStatusOnly?: true
  /** The standings that it may judge. Default: what the target considered. */
  readonly needs?: readonly StandingKind[]
  /** What has to be seen for the rule to be judged, as in `No answer carried Retry-After`. */
  readonly unseen: string
  /** Whether a target of which nothing was seen is none of its business. */
  readonly isOptional?: true
}

const isSeenAnswer = (exchange: Seen): exchange is SeenAnswer => isAnswered(exchange)

/** Why a rule has nothing to judge, though there were answers that it is about. */
function lookAtOthers(others: readonly SeenAnswer[]): Look {
  const reasons = [...new Set(others.map(({ standing }) => standing.reason))]
  const evidence = `Could not be judged: ${reasons.slice(0, 3).join('; ')}${reasons.length > 3 ? `; ${reasons.length - 3} more` : ''}`
  return others.every(({ standing }) => standing.kind === 'absent') ? notProvoked(evidence) : inconclusive(evidence)
}

/** Splits the answers that a rule is about into those that it may judge and the others. */
function answersFor(run: SeenRun, needs: readonly StandingKind[], concerns: (one: SeenAnswer) => boolean) {
  const concerned = run.exchanges.filter(isSeenAnswer).filter(concerns)
  const seen = concerned.filter(({ standing }) => needs.includes(standing.kind))
  return { seen, others: concerned.filter((one) => !seen.includes(one)) }
}

function lookAtNothing({ unseen, isOptional }: RuleBody, others: readonly SeenAnswer[]): Look {
  if (others.length > 0) return lookAtOthers(others)
  return isOptional ? notApplicable(unseen) : notProvoked(unseen)
}

/** A rule that looks at each answer by itself. */
export interface AnswerRule extends RuleBody {
  /** Which answers it is about. */
  concerns(exchange: SeenAnswer, run: SeenRun): boolean
  /** What is wrong with it; undefined when nothing is. */
  check(exchange: SeenAnswer, run: SeenRun): Omit<BackendLook, 'exchange'> | undefined
}

/** Makes a rule that looks at each answer by itself: it passes when it looked at one or more and found nothing. */
export function answerRule(rule: AnswerRule): Rule {
  const { concerns, check, needs = ifConsidered, unseen: _, isOptional: __, ...facts } = rule
  return {
    ...facts,
    judge(run) {
      const { seen, others } = answersFor(run, needs, (one) => concerns(one, run))
      const [first] = seen
      if (!first) return [lookAtNothing(rule, others)]
      const looks = seen.flatMap((exchange) => {
        const look = check(exchange, run)
        return look ? [{ ...look, exchange }] : []
      })
      if (looks.length > 0) return looks
      const holds = `Holds for ${seen.length === 1 ? 'the one answer' : `all ${seen.length} answers`} that it is about`
      return [{ ...pass(holds), exchange: first }]
    },
  }
}

/** A rule that looks at several answers together. */
export interface RunRule extends RuleBody {
  /** Which answers it is about. */
  concerns(exchange: SeenAnswer, run: SeenRun): boolean
  /** What is wrong with them, none when nothing is; null where there is too little to compare. */
  check(answers: readonly SeenAnswer[], run: SeenRun): readonly BackendLook[] | null
}

/** Makes a rule that looks at answers together. */
export function runRule(rule: RunRule): Rule {
  const { concerns, check, needs = ifConsidered, unseen: _, isOptional: __, ...facts } = rule
  return {
    ...facts,
    judge(run) {
      const { seen, others } = answersFor(run, needs, (one) => concerns(one, run))
      const looks = seen.length === 0 ? null : check(seen, run)
      if (looks === null) return [lookAtNothing(rule, seen.length === 0 ? others : [])]
      return looks.length > 0
        ? looks
        : [pass(`Holds over ${seen.length === 1 ? 'one answer' : `${seen.length} answers`}`)]
    },
  }
}
