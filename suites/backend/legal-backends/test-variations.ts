import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { judgeVariation, variationRow, variationsByStack } from './judge-variation.ts'

const page = readFileSync(new URL('../../../docs/legal-backends.md', import.meta.url), 'utf8').split('\n')

/** Declares a test for every second variation: nothing above a note, and the page has its row. Two workers share them. */
export function testVariations(first: 0 | 1): void {
  for (const [stack, variation] of variationsByStack().filter((_, index) => index % 2 === first)) {
    test(`${variation.id} on ${stack.name} is good: ${variation.statement}`, async () => {
      const found = await judgeVariation(stack, variation)
      const failed = found.flatMap(({ findings }) => findings.filter(({ verdict }) => verdict === 'fail'))
      expect(failed.map(({ rule, evidence }) => `${rule}: ${evidence}`)).toEqual([])
      const row = variationRow(variation, stack, found)
      expect(page, 'docs/legal-backends.md is stale: npm run generate -- --matrices').toContain(row)
    })
  }
}
