import { builtInScenarios } from '../../fixtures/scenarios/generated/built-in.ts'
import type { Scenario } from './scenario.ts'

const scenarios: Readonly<Record<string, Scenario>> = builtInScenarios

/** The names of the scenarios that come with the package. */
export const scenarioNames = (): readonly string[] => Object.keys(scenarios)

/** A scenario that comes with the package; undefined when none has this name. */
export const namedScenario = (name: string): Scenario | undefined =>
  Object.hasOwn(scenarios, name) ? scenarios[name] : undefined
