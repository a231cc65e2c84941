import { wrap } from '../../report/wrap.ts'
import { mostRequests, type PlannedRecipe } from '../run/plan.ts'

const width = 80

/** Shows what a run would send, recipe by recipe, and what it would leave out and why. */
export function planText(plan: readonly PlannedRecipe[], baseUrl: string): string {
  const lines = wrap(`${baseUrl}: up to ${mostRequests(plan)} requests, none of them sent now`, width)
  for (const { recipe, cost, reason, requests } of plan) {
    lines.push('', ...wrap(reason === '' ? `${recipe}: ${cost}` : `${recipe}: left out, ${reason}`, width))
    if (reason === '') lines.push(...requests.flatMap((request) => wrap(request, width, '  ')))
  }
  return `${lines.join('\n')}\n`
}
