import type { Recipe } from '../probe.ts'

/**
 * Runs recipes in the order that asks least of the target: the first one alone, since it tells whether there is an API;
 * then the others, so many side by side; bursts last and one by one, since whatever follows one waits for a new window.
 */
export async function runInTurn(
  recipes: readonly Recipe[],
  concurrency: number,
  run: (recipe: Recipe) => Promise<void>,
): Promise<void> {
  const isBurst = (recipe: Recipe) => recipe.needs.includes('bursts')
  const [first, ...others] = recipes.filter((recipe) => !isBurst(recipe))
  if (first) await run(first)
  const worker = async () => {
    for (let next = others.shift(); next; next = others.shift()) await run(next)
  }
  const workers = await Promise.allSettled(Array.from({ length: concurrency }, worker))
  for (const result of workers) if (result.status === 'rejected') throw result.reason
  for (const recipe of recipes.filter(isBurst)) await run(recipe)
}
