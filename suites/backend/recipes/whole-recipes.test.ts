import { expect, test } from 'vitest'
import { recipes } from './index.ts'

/** Functions and patterns by their text, which JSON would leave out. */
const shown = (_: string, value: unknown) =>
  typeof value === 'function' || value instanceof RegExp ? String(value) : value

test('each recipe asks of a backend what it asked before', () => {
  const lines = recipes.flatMap(({ probes, ...recipe }) => [
    JSON.stringify(recipe, shown),
    ...probes.map((probe) => `  ${JSON.stringify(probe, shown)}`),
  ])
  expect(lines.join('\n')).toMatchSnapshot()
})
