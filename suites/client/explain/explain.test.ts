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

test.each(['ra-zero', 'ra-seconds-min-wait', 'hedging-declared'])(
  '%s is explained in the words that were read',
  (id) => {
    const rule = clientRules.find((one) => one.id === id)
    if (!rule) throw new Error(`There is no rule ${id}`)
    expect(explainRule(rule)).toMatchSnapshot()
    expect(explainRule(rule, 60)).toMatchSnapshot()
  },
)

test('scenarios beyond twelve are counted', () => {
  const [rule] = clientRules
  if (!rule) throw new Error('There is no rule')
  const [scenario] = rule.scenarios
  const of = (count: number) =>
    explainRule({
      ...rule,
      id: 'unknown',
      scenarios: Array.from({ length: count }, () => scenario ?? rule.scenarios[0]).flatMap((one) => one ?? []),
    })
  expect([12, 13].map((count) => /… and (\d+) more/.exec(of(count))?.[1])).toEqual([undefined, '1'])
  expect(of(1)).toMatchSnapshot()
})
