import { expect, test } from 'vitest'
import { clientRules } from './rules/index.ts'
import { describeScenario, mostRequests, needsFunction, needsMoreThanCommand, type Scenario } from './scenario.ts'
import { canServeBehindMsw } from './script/behind-msw.ts'
import { needsHttp2 } from './script/http2.ts'

/** The scenario as reports show it, and what it needs. */
function inWords(scenario: Scenario): string {
  const { script } = scenario
  const needs = [
    needsHttp2(script) && 'HTTP/2',
    needsFunction(scenario) && 'a function',
    needsMoreThanCommand(scenario) && 'more than a command',
    !canServeBehindMsw(scenario) && 'a connection',
  ].filter(Boolean)
  return `${describeScenario(scenario)}; records ${mostRequests(scenario)}; needs ${needs.join(', ') || 'nothing'}`
}

test('each rule states and asks what was read and found right', () => {
  const lines = clientRules.flatMap(({ id, level, group, restsOnTimeout = false, ...rule }) => [
    `${id} (${level}, ${group}${restsOnTimeout ? ', rests on a timeout' : ''})`,
    `  states: ${rule.statement}`,
    `  source: ${rule.source}`,
    `  remedy: ${rule.remedy}`,
    ...rule.scenarios.flatMap((scenario) => [`  ${JSON.stringify(scenario)}`, `    ${inWords(scenario)}`]),
    ...(rule.background ?? []).map((scenario) => `  beside: ${JSON.stringify(scenario)}`),
  ])
  expect(lines.join('\n')).toMatchSnapshot()
})
