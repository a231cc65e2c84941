import { documentedCodes } from '../../contracts/errors.ts'
import { statusRows } from '../../contracts/statuses.ts'
import { clip } from '../report/clip.ts'
import { envelopeFields, hasEnvelopeForm } from './error-answer.ts'
import { type Exchange, isAnswered } from './exchange.ts'
import type { Recipe } from './probe.ts'
import { whyOutOfReach } from './recipes/index.ts'
import type { Run } from './run.ts'

/** One documented error or status row: was it seen, and if not, why. */
export interface CoverageRow {
  readonly name: string
  readonly isObserved: boolean
  /** Where it was seen first, or why it was not. */
  readonly note: string
}

export interface Coverage {
  readonly codes: readonly CoverageRow[]
  readonly statuses: readonly CoverageRow[]
}

/** In letters. */
const longestPlace = 200

/** An error that came only because it was asked for proves less than one that ordinary use met. */
const whereSeen = ({ operation, request, isInjected }: Exchange): string =>
  `${operation ?? clip(request.url, longestPlace)}${isInjected ? ' (by injection)' : ''}`

function whyUnseen(name: string, recipes: readonly Recipe[], run: Run): string {
  if (run.origin === 'recorded') return 'the recorded traffic does not hold it'
  // Aims are names of both kinds, codes and status rows.
  const aiming = recipes.filter(({ aims }) => (aims as readonly string[]).includes(name))
  const reasons = aiming.flatMap((recipe) => {
    const outcome = run.recipes.find((candidate) => candidate.recipe === recipe.id)
    if (!outcome) return []
    return outcome.state === 'ran'
      ? [`${recipe.id} was answered with ${answersOf(recipe, run)}`]
      : [recipe.needs.includes('faults') ? injectionHint : `${recipe.id} ${outcome.reason}`]
  })
  return [...[whyOutOfReach(name)].filter((reason) => reason !== undefined), ...reasons].join('; ')
}

const injectionHint = '--allow faults asks for it by Mock-Fault'

/** The statuses that a recipe's probes met: `200, 404`. */
function answersOf({ probes }: Recipe, run: Run): string {
  const ids = new Set(probes.map(({ id }) => id))
  const met = run.exchanges.filter(({ probe }) => probe !== null && ids.has(probe))
  return [...new Set(met.map(({ answer }) => answer?.status ?? 'nothing'))].join(', ')
}

/** Which documented errors and status rows a run has seen. */
export function coverageOf(run: Run, recipes: readonly Recipe[]): Coverage {
  const answered = run.exchanges.filter(isAnswered).toSorted((a, b) => Number(a.isInjected) - Number(b.isInjected))
  const codes = documentedCodes.map((name): CoverageRow => {
    const seen = answered.find((exchange) => hasEnvelopeForm(exchange) && envelopeFields(exchange).code === name)
    return {
      name,
      isObserved: seen !== undefined,
      note: seen ? whereSeen(seen) : whyUnseen(name, recipes, run),
    }
  })
  const statuses = statusRows.map(({ id, status, error }): CoverageRow => {
    const hasStatus = answered.filter((exchange) => exchange.answer.status === status)
    // 503 stands twice: only the code tells the provider's failure from an overload.
    const isTwice = statusRows.filter((row) => row.status === status).length > 1
    const seen = hasStatus.find((exchange) => !isTwice || envelopeFields(exchange).code === error)
    const name = `${status} ${id}`
    return {
      name,
      isObserved: seen !== undefined,
      note: seen ? whereSeen(seen) : whyUnseen(id, recipes, run),
    }
  })
  return { codes, statuses }
}

export const countObserved = (rows: readonly CoverageRow[]): number =>
  rows.filter(({ isObserved }) => isObserved).length

/** How many of the documented errors and status rows were observed, in percent, rounded down. */
export function coveragePercent({ codes, statuses }: Coverage): number {
  const rows = [...codes, ...statuses]
  return Math.floor((100 * countObserved(rows)) / rows.length)
}
