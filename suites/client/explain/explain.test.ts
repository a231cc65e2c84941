import { describe, expect, it, test } from 'vitest'
import { clientRules } from '../rules/index.ts'
import { explainRule } from './explain.ts'
import examples from './generated/examples.json' with { type: 'json' }

test('every rule has an example (else npm run generate -- --matrices)', () => {
  expect(Object.keys(examples).sort()).toEqual(clientRules.map(({ id }) => id).sort())
})

describe.each(clientRules.map((rule) => ({ id: rule.id, rule })))('$id', ({ rule }) => {
  it('is explained: why, what is tried, who keeps it, who breaks it, and the code', () => {
    const text = explainRule(rule)
    for (const title of [
      'Why',
      'What is tried',
      'A client that keeps it',
      'A client that breaks it',
      'As the conforming',
    ])
      expect(text).toMatch(new RegExp(`^${title}.*\\n +\\S`, 'm'))
  })
})
