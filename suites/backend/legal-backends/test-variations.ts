import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { judgeVariation, variationRow, variationsByStack } from './judge-variation.ts'

const page = readFileSync(new URL('../../../docs/legal-backends.md', import.meta.url), 'utf8').split('\n')

/** Most of what these take is waiting: for their limits, or for each answer. */
const waiting: readonly string[] = ['slow-token-bucket', 'five-a-second', 'far-away']

type Pair = ReturnType<typeof variationsByStack>[number]

/** Declares a test for each of these: nothing above a note, and the page has its row. */
function testPairs(pairs: readonly Pair[], declare: typeof test | typeof test.concurrent = test): void {
  for (const [stack, variation] of pairs) {
    declare(`${variation.id} on ${stack.name} is good: ${variation.statement}`, async () => {
      const found = await judgeVariation(stack, variation)
      const failed = found.flatMap(({ findings }) => findings.filter(({ verdict }) => verdict === 'fail'))
      expect(failed.map(({ rule, evidence }) => `${rule}: ${evidence}`)).toEqual([])
      const row = variationRow(variation, stack, found)
      expect(page, 'docs/legal-backends.md is stale: npm run generate -- --matrices').toContain(row)
    })
  }
}

const isWaiting = ([, { id }]: Pair) => waiting.includes(id)

/** Tests every second variation that keeps a processor busy: two workers share them. */
export function testBusyVariations(first: 0 | 1): void {
  testPairs(variationsByStack().filter((pair, index) => index % 2 === first && !isWaiting(pair)))
}

/** Tests the others, all at once. */
export function testWaitingVariations(): void {
  const pairs = variationsByStack().filter(isWaiting)
  test('the variations that wait are there', () => {
    expect(pairs.map(([, { id }]) => id).sort()).toEqual([...waiting].sort())
  })
  testPairs(pairs, test.concurrent)
}
