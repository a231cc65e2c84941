import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { stacks, variations } from '../../../fixtures/backends/legal/index.ts'
import { variationsByStack } from './judge-variation.ts'

test('there are fifty variations and more, each with a name of its own', () => {
  const ids = variations.map(({ id }) => id)
  expect(ids.length).toBeGreaterThanOrEqual(50)
  expect(new Set(ids).size).toBe(ids.length)
})

test('every variation is judged, and every stack judges', () => {
  const pairs = variationsByStack()
  expect(new Set(pairs.map(([, { id }]) => id)).size).toBe(variations.length)
  expect(new Set(pairs.map(([{ name }]) => name)).size).toBe(stacks.length)
})

test('docs/legal-backends.md has one row for each, in their order (else npm run generate -- --matrices)', () => {
  const page = readFileSync(new URL('../../../docs/legal-backends.md', import.meta.url), 'utf8')
  const rows = [...page.matchAll(/^\| `([^`]+)` \|.*\| ([^|]+) \| [^|]+ \|$/gm)].map(([, id, stack]) => [stack, id])
  expect(rows).toEqual(variationsByStack().map(([{ name }, { id }]) => [name, id]))
})
