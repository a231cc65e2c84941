import { expect, test } from 'vitest'
import { farFateOf, nearCount, nearFateOf } from './fate.ts'
import type { FileResult, RunRequest } from './runner.ts'
import { drawMutants } from './sample.ts'

const [mutant] = drawMutants(new Map([['mocks/core/body.ts', 'f(1)']]), 1, 1)
if (!mutant) throw new Error('a call with a number has places to damage')

const reach = Array.from(
  { length: 9 },
  (_, index): FileResult => ({
    test: `mocks/core/${index}.test.ts`,
    durationMs: index,
    passes: { [mutant.id]: 1 },
    failure: undefined,
  }),
)

/** What a run says when one test file fails, with the mutant or without it; and none when it does not end. */
type Answer = (isOn: boolean, test: string) => 'green' | 'red' | 'endless'

async function fate(answer: Answer, message?: string) {
  const asked: string[] = []
  const runner = {
    async run({ tests, mutant: id }: RunRequest) {
      const results: FileResult[] = []
      for (const test of tests) {
        asked.push(test)
        const said = answer(id !== 0, test)
        if (said === 'endless') return undefined
        results.push({ test, durationMs: 1, passes: {}, failure: said === 'red' ? 'it differs' : undefined })
        if (said === 'red') break
      }
      return results
    },
    close() {},
  }
  const wanted = mutant as NonNullable<typeof mutant> // it was checked above
  const near = reach.slice(0, nearCount).map(({ test }) => test)
  const found = await nearFateOf(wanted, near, runner, async () => message)
  return { ...(found ?? (await farFateOf(wanted, near, reach, runner))), asked }
}

test('the first failure ends a mutant, once the same file passes without it', async () => {
  const { kind, by, asked } = await fate((isOn, test) => (isOn && test.includes('1') ? 'red' : 'green'))
  expect([kind, by]).toEqual(['failed test', 'mocks/core/1.test.ts: it differs'])
  expect(asked).toEqual(['mocks/core/0.test.ts', 'mocks/core/1.test.ts', 'mocks/core/1.test.ts'])
})

test('a test that fails without the mutant, too, has not noticed it', async () => {
  expect(await fate((_, test) => (test.includes('1') ? 'red' : 'green'))).toMatchObject({ kind: 'survived' })
})

test('a run without an end counts when it ends without the mutant', async () => {
  expect(await fate((isOn) => (isOn ? 'endless' : 'green'))).toMatchObject({ kind: 'too slow' })
  expect(await fate(() => 'endless')).toMatchObject({ kind: 'survived' })
})

test('the compiler is asked when the nearest tests pass, the others when it agrees', async () => {
  const refused = await fate(() => 'green', 'TS2322')
  expect([refused.kind, refused.by, refused.asked.length]).toEqual(['type error', 'TS2322', 6])
  expect((await fate(() => 'green')).asked).toHaveLength(9)
  expect(await fate((isOn, test) => (isOn && test.includes('8') ? 'red' : 'green'))).toMatchObject({
    kind: 'failed test',
  })
})
