import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createMutant } from '../../../fixtures/clients/mutants/create-mutant.ts'
import { type MutantId, mutantIds } from '../../../fixtures/clients/mutants/mutations.ts'
import { checkClient } from '../check-client.ts'
import { mutantRow } from './mutant-row.ts'

const page = readFileSync(new URL('../../../docs/mutants.md', import.meta.url), 'utf8').split('\n')

/** Every second mutant: two workers share them, since each takes a second or more. */
export const half = (first: 0 | 1): readonly MutantId[] => mutantIds.filter((_, index) => index % 2 === first)

/** Declares a test for each of these mutants: its rule notices it, no other MUST does, and the page has its row. */
export function judgeMutants(ids: readonly MutantId[]): void {
  it.each(ids)('%s breaks its rule and no other MUST', async (id) => {
    const { verdicts } = await checkClient(await createMutant(id))
    const own = verdicts.find(({ rule }) => rule === id)
    expect(own?.verdict, own?.evidence).toBeOneOf(['fail', 'warn'])
    const others = verdicts.filter(({ rule, level, verdict }) => rule !== id && level === 'MUST' && verdict === 'fail')
    expect(others.map(({ rule, evidence }) => `${rule}: ${evidence}`)).toEqual([])
    expect(page, 'docs/mutants.md is stale: npm run generate -- --matrices').toContain(mutantRow(id, verdicts))
  })
}
