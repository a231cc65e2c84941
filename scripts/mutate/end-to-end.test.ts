import { expect, test } from 'vitest'
import { askedMs, endToEndFateOf } from './end-to-end.ts'
import type { FileResult, RunRequest } from './runner.ts'
import { drawMutants } from './sample.ts'

const [mutant] = drawMutants(new Map([['mocks/core/body.ts', 'f(1)']]), 1, 1)
if (!mutant) throw new Error('a call with a number has places to damage')

/** What becomes of the mutant when files that take so long pass it, and one of them fails, with it or always. */
async function fate(durations: Readonly<Record<string, number>>, red?: string, isAlways = false) {
  const reach = Object.entries(durations).map(
    ([test, durationMs]): FileResult => ({ test, durationMs, passes: { [mutant?.id ?? 0]: 1 }, failure: undefined }),
  )
  const asked: string[] = []
  const runner = {
    async run({ tests: [test = ''], mutant: id }: RunRequest) {
      asked.push(test)
      const failure = test === red && (isAlways || id !== 0) ? 'it differs' : undefined
      return [{ test, durationMs: 1, passes: {}, failure }]
    },
    close() {},
  }
  return { ...(await endToEndFateOf(mutant as NonNullable<typeof mutant>, reach, runner)), asked } // it was checked above
}

const [near, quick, slow] = ['mocks/core/a.e2e.test.ts', 'scripts/b.e2e.test.ts', 'scripts/c.e2e.test.ts'] as const
const three = { [slow]: 300, [quick]: 20, [near]: 100 }

test('files are asked one by one, the nearest first, then the quickest, until one fails with the mutant alone', async () => {
  expect(await fate(three, quick)).toEqual({
    kind: 'failed end-to-end test',
    by: `${quick}: it differs`,
    asked: [near, quick, quick],
  })
})

test('a file that fails without the mutant, too, has not noticed it', async () => {
  expect(await fate(three, quick, true)).toEqual({
    kind: 'survived',
    by: '3 end-to-end test files pass it',
    asked: [near, quick, quick, slow],
  })
})

test('what does not fit into the time is not asked, and it is said', async () => {
  const long = { [near]: askedMs + 1, [quick]: 1, [slow]: 2 }
  expect(await fate(long, slow)).toMatchObject({
    by: '3 end-to-end test files pass it, of which 1 fit into 180 s',
    asked: [near],
  })
  expect(await fate({ [near]: askedMs - 1, [quick]: 1, [slow]: 2 })).toMatchObject({ asked: [near, quick] })
})
