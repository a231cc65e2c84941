import { expect, test } from 'vitest'
import { clientRules } from './rules/index.ts'

test('each rule asks of a client what it asked before', () => {
  const lines = clientRules.flatMap(({ id, scenarios, background = [] }) => [
    id,
    ...scenarios.map((scenario) => `  ${JSON.stringify(scenario)}`),
    ...background.map((scenario) => `  beside: ${JSON.stringify(scenario)}`),
  ])
  expect(lines.join('\n')).toMatchSnapshot()
})
