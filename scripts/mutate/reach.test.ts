import { expect, test } from 'vitest'
import { nearest, shareLoads, witnessesOf } from './reach.ts'
import { drawMutants } from './sample.ts'

const [mutant] = drawMutants(new Map([['mocks/core/body.ts', 'f(1)']]), 1, 1)
const id = mutant?.id ?? 0
const result = (test: string, durationMs: number, passes = 1, failure?: string) => ({
  test,
  durationMs,
  passes: { [id]: passes },
  failure,
})

test('the test beside a file is asked first, then the nearest, of those the quickest', () => {
  const reach = [
    result('suites/client/run.test.ts', 1),
    result('mocks/core/slow.test.ts', 9),
    result('mocks/core/quick.test.ts', 2),
    result('mocks/core/body.test.ts', 99),
  ]
  expect(mutant && witnessesOf(mutant, reach).map(({ test }) => test)).toEqual([
    'mocks/core/body.test.ts',
    'mocks/core/quick.test.ts',
    'mocks/core/slow.test.ts',
    'suites/client/run.test.ts',
  ])
})

test('a test that fails by itself, or does not pass the place, is not asked', () => {
  const reach = [result('mocks/core/body.test.ts', 1, 1, 'red'), result('mocks/core/core.test.ts', 1, 0)]
  expect(mutant && witnessesOf(mutant, reach)).toEqual([])
})

test('of tests that have not run the nearest are known by their folders', () => {
  const tests = ['suites/client/run.test.ts', 'mocks/core/core.test.ts', 'mocks/a.test.ts', 'mocks/core/body.test.ts']
  expect(mutant && nearest(mutant, tests, 3)).toEqual([
    'mocks/core/body.test.ts',
    'mocks/core/core.test.ts',
    'mocks/a.test.ts',
  ])
})

test('what the first of a process loads is passed by all that import it', () => {
  const first = { ...result('a.test.ts', 1), passes: { 7: 3, 8: 1 } }
  const second = { ...result('b.test.ts', 1), passes: { 8: 5 } }
  const third = { ...result('c.test.ts', 1), passes: {} }
  const imports = (test: string, id: number) => test !== 'c.test.ts' && id === 7
  expect(shareLoads([first, second, third], imports).map(({ passes }) => passes)).toEqual([
    { 7: 3, 8: 1 },
    { 7: 1, 8: 5 },
    {},
  ])
})
