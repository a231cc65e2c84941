import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mutations } from '../../../fixtures/clients/mutants/mutations.ts'
import { scenariosOf } from '../judge.ts'
import { scenarioKey } from '../scenario.ts'
import { clientRules } from './index.ts'

describe('the rules', () => {
  it('are 44, of three levels', () => {
    const of = (level: string) => clientRules.filter((rule) => rule.level === level).length
    expect([clientRules.length, of('MUST'), of('SHOULD'), of('MAY')]).toEqual([44, 24, 15, 5])
  })

  it.each(clientRules.map((rule) => [rule.id, rule] as const))(
    '%s has its file, a script, a source and a mutant',
    (id, rule) => {
      expect(existsSync(new URL(`./${id}.ts`, import.meta.url))).toBe(true)
      expect(rule.scenarios.length).toBeGreaterThan(0)
      expect(rule.statement).toMatch(/\.$/)
      expect(rule.source).not.toBe('')
      expect(rule.sabotage).not.toBe('')
      expect(mutations).toHaveProperty(id)
    },
  )

  it('share their runs: no scenario is run twice', () => {
    const keys = scenariosOf(clientRules).map(scenarioKey)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.length).toBeLessThan(clientRules.flatMap(({ scenarios }) => scenarios).length)
  })
})
