import { operationRecipe } from './operation.ts'
import type { Recipe } from './recipe.ts'
import { ruleRecipes } from './rules.ts'
import { vocabularyRecipes } from './vocabulary.ts'

/** Every recipe of CONTRIBUTING.md, in its order. */
export const recipes: readonly Recipe[] = [...vocabularyRecipes, operationRecipe, ...ruleRecipes]
