import { describe, expect, it } from 'vitest'
import { createMutant } from '../../fixtures/clients/mutants/create-mutant.ts'
import { mutantIds } from '../../fixtures/clients/mutants/mutations.ts'
import { checkClient } from './check-client.ts'
import { clientRules } from './rules/index.ts'

describe('the mutants', () => {
  it('are one for each rule', () => {
    expect([...mutantIds].sort()).toEqual(clientRules.map(({ id }) => id).sort())
  })

  it.each(mutantIds)('%s breaks its rule and no other MUST', async (id) => {
    const rules = clientRules.filter((rule) => rule.id === id || rule.level === 'MUST').map((rule) => rule.id)
    const { judgements } = await checkClient(await createMutant(id), { rules })
    const own = judgements.find(({ rule }) => rule === id)
    expect(own?.verdict, own?.evidence).toBeOneOf(['fail', 'warn'])
    const others = judgements.filter(({ rule, verdict }) => rule !== id && verdict === 'fail')
    expect(others.map(({ rule, evidence }) => `${rule}: ${evidence}`)).toEqual([])
  })
})
