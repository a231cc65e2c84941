import type { Recipe } from '../probe.ts'
import type { RecipeOutcome } from '../run.ts'

/** What becomes of the recipes of a run. */
export interface Outcomes {
  /** Says what became of one; the last word counts. */
  settle(recipe: Pick<Recipe, 'id'>, state: RecipeOutcome['state'], reason?: string): void
  /** What became of each, in the order of the recipes; of those of which nothing was said, that they were skipped. */
  all(whyNot: string): readonly RecipeOutcome[]
}

export function createOutcomes(recipes: readonly Pick<Recipe, 'id'>[]): Outcomes {
  const settled = new Map<string, RecipeOutcome>()
  return {
    settle({ id }, state, reason = '') {
      settled.set(id, { recipe: id, state, reason })
    },
    all: (whyNot) => recipes.map(({ id }) => settled.get(id) ?? { recipe: id, state: 'skipped', reason: whyNot }),
  }
}
