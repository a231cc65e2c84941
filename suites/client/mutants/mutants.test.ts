import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mutantIds } from '../../../fixtures/clients/mutants/mutations.ts'
import { clientRules } from '../rules/index.ts'
import { half } from './judge-mutants.ts'

test('the mutants are one for each rule', () => {
  expect([...mutantIds].sort()).toEqual(clientRules.map(({ id }) => id).sort())
})

test('the two halves are all of them', () => {
  expect([...half(0), ...half(1)].sort()).toEqual([...mutantIds].sort())
})

test('docs/mutants.md has one row for each of them, in the order of the rules (else npm run generate -- --matrices)', () => {
  const page = readFileSync(new URL('../../../docs/mutants.md', import.meta.url), 'utf8')
  expect([...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, id]) => id)).toEqual(clientRules.map(({ id }) => id))
})
