import type { Keys } from '../credentials.ts'
import type { Permission, Recipe } from '../probe.ts'
import { recipes as allRecipes } from '../recipes/index.ts'
import { probeMethod, probePath } from './compose.ts'
import { whySkipped } from './skip-reason.ts'

/** What a run would do with a recipe. */
export interface PlannedRecipe {
  readonly recipe: string
  readonly cost: string
  /** Why it would not run; empty when it would. */
  readonly reason: string
  /** `GET /user-files?limit=2`; what is known only at run time stands as `$name`. */
  readonly requests: readonly string[]
  /** How many requests it sends at the most, cleaning up included. */
  readonly most: number
}

/** Lists what a run with these permissions and keys would send. */
export function planRun(
  allowed: readonly Permission[],
  keys: Keys,
  recipes: readonly Recipe[] = allRecipes,
): PlannedRecipe[] {
  return recipes.map((recipe) => {
    const reason = whySkipped(recipe, allowed, keys) ?? ''
    const probes = [...recipe.probes, ...(recipe.cleanup ?? [])]
    const requests = probes.map((probe) => {
      const times = probe.repeat ? ` (up to ${probe.repeat.most} times)` : ''
      const key = probe.credential && probe.credential !== 'main' ? ` with the key "${probe.credential}"` : ''
      return `${probeMethod(probe)} ${decodeURIComponent(probePath(probe))}${key}${times}`
    })
    const most = reason === '' ? probes.reduce((sum, { repeat }) => sum + (repeat?.most ?? 1), 0) : 0
    return { recipe: recipe.id, cost: recipe.cost, reason, requests, most }
  })
}

export const mostRequests = (plan: readonly PlannedRecipe[]): number => plan.reduce((sum, { most }) => sum + most, 0)
