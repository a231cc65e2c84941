export { applyScenario } from './apply-scenario.ts'
export { loadScenario, scenarioNames } from './load-scenario.ts'
export { ScenarioError } from './parse-scenario.ts'
export { readScenario, type Scenario } from './scenario.ts'
