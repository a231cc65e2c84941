import { documentedCodes } from '../../contracts/errors.ts'
import { statusRows } from '../../contracts/statuses.ts'
import { envelopeFields, hasEnvelopeForm } from './error-answer.ts'
import { isAnswered } from './exchange.ts'
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

function whyUnseen(name: string, recipes: readonly Recipe[], run: Run): string {
  if (run.origin === 'recorded') return 'the recorded traffic does not hold it'
  const outcomes = recipes
    .filter(({ aims }) => (aims as readonly string[]).includes(name)) // aims are names of both kinds
    .flatMap(({ id }) => run.recipes.filter(({ recipe }) => recipe === id))
  const tried = outcomes.filter(({ state }) => state === 'ran').map(({ recipe }) => `${recipe} was answered otherwise`)
  // What could still be done says more than what a plain attempt did not bring.
  const skipped = outcomes.flatMap(({ recipe, state, reason }) => (state === 'ran' ? [] : [`${recipe} ${reason}`]))
  return [...[whyOutOfReach(name)].filter((reason) => reason !== undefined), ...tried, ...skipped].join('; ')
}

/** Which documented errors and status rows a run has seen. */
export function coverageOf(run: Run, recipes: readonly Recipe[]): Coverage {
  const answered = run.exchanges.filter(isAnswered)
  const codes = documentedCodes.map((name): CoverageRow => {
    const seen = answered.find((exchange) => hasEnvelopeForm(exchange) && envelopeFields(exchange).code === name)
    return {
      name,
      isObserved: seen !== undefined,
      note: seen ? (seen.operation ?? seen.request.url) : whyUnseen(name, recipes, run),
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
      note: seen ? (seen.operation ?? seen.request.url) : whyUnseen(id, recipes, run),
    }
  })
  return { codes, statuses }
}

export const countObserved = (rows: readonly CoverageRow[]): number =>
  rows.filter(({ isObserved }) => isObserved).length
