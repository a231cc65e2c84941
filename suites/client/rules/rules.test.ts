import { describe, expect, it } from 'vitest'
import { mutations } from '../../../fixtures/clients/mutants/mutations.ts'
import { ruleFiles } from '../../rules/testing/rule-table.ts'
import { scenariosOf } from '../judge.ts'
import { scenarioKey } from '../scenario.ts'
import { clientRules } from './index.ts'

describe('the rules', () => {
  it('are 63, of three levels', () => {
    const of = (level: string) => clientRules.filter((rule) => rule.level === level).length
    expect([clientRules.length, of('MUST'), of('SHOULD'), of('MAY')]).toEqual([63, 32, 22, 9])
  })

  it.each(clientRules.map((rule) => [rule.id, rule] as const))('%s has a script, a source and a mutant', (id, rule) => {
    expect(rule.scenarios.length).toBeGreaterThan(0)
    expect(rule.statement).toMatch(/\.$/)
    expect(rule.source).not.toBe('')
    expect(rule.remedy).toMatch(/^[A-Z].*\.$/)
    expect(mutations).toHaveProperty(id)
  })

  it('are those of the folder, no more and no fewer, and each has its table of hand-made runs', () => {
    const { rules, tables } = ruleFiles(new URL('.', import.meta.url))
    expect(clientRules.map(({ id }) => id).toSorted()).toEqual(rules)
    expect(tables).toEqual(rules)
  })

  it('share their runs: no scenario is run twice', () => {
    const keys = scenariosOf(clientRules).map(scenarioKey)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.length).toBeLessThan(clientRules.flatMap(({ scenarios }) => scenarios).length)
  })
})
