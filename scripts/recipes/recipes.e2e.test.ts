import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Copy, createCopy } from './copy.ts'
import { recipes } from './index.ts'

const vitest = 'node_modules/vitest/vitest.mjs'

/** The tests that know the rules of both suites by their folders and lists. */
const lists = [
  'suites/backend/rules/rules.test.ts',
  'suites/backend/broken-backends/defects.test.ts',
  'suites/client/rules/rules.test.ts',
]
const listTests =
  'every rule is listed once|every rule has a table|every rule is broken|are those of the folder|has a script, a source'

// One copy for all tries: what a try does not change, the runner has in its cache.
let copy: Copy
beforeAll(() => {
  copy = createCopy()
})
afterAll(() => copy[Symbol.dispose]())

const said = ({ isGood, output }: { isGood: boolean; output: string }) => (isGood ? '' : output)

const askLists = async () =>
  said(await copy.run(vitest, 'run', '--reporter=dot', '--no-isolate', '--maxWorkers=1', '-t', listTests, ...lists))

async function askCompiler(): Promise<string> {
  // Types of inputs are generated; the rest of what is generated nobody compiles against.
  await copy.run('-e', "import('./scripts/recipes/write-types.ts')")
  return said(
    await copy.run('node_modules/typescript/bin/tsc', '--noEmit', '--singleThreaded', '-p', 'tsconfig.sources.json'),
  )
}

/**
 * All recipes at once, since they have nothing to do with each other; of each the step of this number is left out.
 * @returns what the tests of the lists say, and what the compiler does, unless they have named all that is sought
 */
async function tryWithout(left: number, sought: readonly string[] = []): Promise<string> {
  const taken = recipes.flatMap(({ steps }) => steps.filter((_, index) => index !== left))
  for (const edit of taken.flatMap(({ edits }) => edits)) copy.edit(edit)
  try {
    const listed = await askLists()
    const isEnough = sought.length > 0 && sought.every((name) => listed.includes(name))
    return isEnough ? listed : listed + (await askCompiler())
  } finally {
    copy.restore()
  }
}

const mostSteps = Math.max(...recipes.map(({ steps }) => steps.length))

test('with every step of every recipe the compiler and the lists are content', { timeout: 240_000 }, async () => {
  expect(await tryWithout(-1)).toBe('')
})

describe.each(Array.from({ length: mostSteps }, (_, index) => index))('without step %# of each recipe', (left) => {
  let lines: readonly string[] = []
  const forgetful = recipes.filter(({ steps }) => steps.length > left)
  beforeAll(async () => {
    const names = forgetful.map(({ adds }) => adds)
    lines = (await tryWithout(left, names)).split('\n')
  }, 240_000)

  test.each(forgetful.map((recipe) => [`${recipe.title}: ${recipe.steps[left]?.title}`, recipe] as const))(
    '%s is missed, by its name',
    (_, { adds }) => {
      expect(lines.filter((line) => line.includes(adds))).not.toEqual([])
    },
  )
})

test.each(recipes)('$title touches four files at the most', ({ steps }) => {
  const files = new Set(steps.flatMap(({ edits }) => edits.map(({ file }) => file)))
  expect(files.size).toBeGreaterThan(0)
  expect(files.size).toBeLessThanOrEqual(4)
})

test('CONTRIBUTING.md has these recipes, each with these steps', () => {
  const guide = readFileSync(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8')
  const written = guide
    .split(/^### /m)
    .slice(1)
    .map((part) => [part.split('\n')[0], part.match(/^\d\. /gm)?.length ?? 0])
    .filter(([, steps]) => steps !== 0)
  expect(written).toEqual(recipes.map(({ title, steps }) => [title, steps.length]))
})
