import type { Recipe } from '../probe.ts'
import { badKeyRecipes } from './bad-keys.ts'
import { burstRecipes } from './bursts.ts'
import { readingRecipes } from './reading.ts'
import { writeRecipes } from './writes.ts'
import { wrongRequestRecipes } from './wrong-requests.ts'

/** Every recipe, in the order in which they begin. */
export const recipes: readonly Recipe[] = [
  ...readingRecipes,
  ...badKeyRecipes,
  ...wrongRequestRecipes,
  ...writeRecipes,
  ...burstRecipes,
]
