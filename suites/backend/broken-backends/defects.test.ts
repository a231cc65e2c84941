import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { defects } from '../../../fixtures/backends/broken/index.ts'
import { ruleIds } from '../rules/index.ts'
import { half } from './judge-defects.ts'

test('every rule is broken by a backend, and every broken rule is known', () => {
  const broken = new Set(defects.flatMap(({ breaks }) => Object.keys(breaks)))
  expect(ruleIds.filter((id) => !broken.has(id))).toEqual([])
  expect([...broken].filter((id) => !ruleIds.includes(id))).toEqual([])
})

test('every defect has a name of its own, and stands in one of the halves', () => {
  const ids = defects.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect([...half(0), ...half(1)].map(({ id }) => id).sort()).toEqual(ids.toSorted())
})

test('docs/broken-backends.md has one row for each, in their order (else npm run generate -- --matrices)', () => {
  const page = readFileSync(new URL('../../../docs/broken-backends.md', import.meta.url), 'utf8')
  expect([...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, id]) => id)).toEqual(defects.map(({ id }) => id))
})
