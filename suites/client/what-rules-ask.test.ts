import { expect, test } from 'vitest'
import { clientRules } from './rules/index.ts'

test('each rule states and asks what was read and found right', () => {
  const lines = clientRules.flatMap(({ id, level, group, restsOnTimeout = false, ...rule }) => [
    `${id} (${level}, ${group}${restsOnTimeout ? ', rests on a timeout' : ''})`,
    `  states: ${rule.statement}`,
    `  source: ${rule.source}`,
    `  remedy: ${rule.remedy}`,
    ...rule.scenarios.map((scenario) => `  ${JSON.stringify(scenario)}`),
    ...(rule.background ?? []).map((scenario) => `  beside: ${JSON.stringify(scenario)}`),
  ])
  expect(lines.join('\n')).toMatchSnapshot()
})
