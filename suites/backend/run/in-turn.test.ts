import { expect, test } from 'vitest'
import type { Recipe } from '../probe.ts'
import { runInTurn } from './in-turn.ts'

const recipe = (id: string, needs: Recipe['needs'] = []): Recipe => ({ id, aims: [], needs, cost: '', probes: [] })

/** What was begun and ended, in order; a recipe ends after so many turns of the event loop. */
async function log(recipes: readonly Recipe[], concurrency: number): Promise<string[]> {
  const lines: string[] = []
  await runInTurn(recipes, concurrency, async ({ id }) => {
    lines.push(`+${id}`)
    await new Promise(setImmediate)
    lines.push(`-${id}`)
  })
  return lines
}

test('the first one is alone, and the others go side by side', async () => {
  expect(
    await log(
      ['a', 'b', 'c'].map((id) => recipe(id)),
      2,
    ),
  ).toEqual(['+a', '-a', '+b', '+c', '-b', '-c'])
})

test('no more are under way than allowed', async () => {
  expect(
    await log(
      ['a', 'b', 'c'].map((id) => recipe(id)),
      1,
    ),
  ).toEqual(['+a', '-a', '+b', '-b', '+c', '-c'])
})

test('bursts are last and one by one', async () => {
  const recipes = [recipe('burst', ['bursts']), recipe('a'), recipe('again', ['bursts', 'writes'])]
  expect(await log(recipes, 4)).toEqual(['+a', '-a', '+burst', '-burst', '+again', '-again'])
})

test('a recipe that throws ends the rest, after those under way', async () => {
  const begun: string[] = []
  const running = runInTurn(
    ['a', 'b', 'c', 'd'].map((id) => recipe(id)),
    2,
    async ({ id }) => {
      begun.push(id)
      if (id !== 'a') throw new Error(id)
    },
  )
  await expect(running).rejects.toThrow('b')
  expect(begun).toEqual(['a', 'b', 'c'])
})

test('nothing to run is no error', async () => {
  expect(await log([], 4)).toEqual([])
})
