import { expect, test } from 'vitest'
import { call, ended } from '../hand-made.ts'
import type { Scenario } from '../scenario.ts'
import { always, ok } from '../script/step.ts'
import { type FirstRuns, patienceOf, runAll } from './first-runs.ts'
import { preloadSpeed, realSpeed, type Speed } from './speed.ts'

const listing = (rest: Partial<Scenario>): Scenario => ({ request: 'listFiles', script: [ok], ...rest })
const quick = listing({})
const waiting = listing({ script: [{ status: 429, retryAfter: 2 }, ok] })
const outage = listing({ script: [always({ status: 500 })] })
const long = listing({ isLong: true })
const minutes = listing({ isLong: 'minutes' })

/** What was run in which order, as `2 s ×4, watched 12000 ms`, where calls end on clocks from this factor on. */
async function ran(
  scenarios: readonly Scenario[],
  { speed = preloadSpeed(20), endsFrom = 1, ...rest }: Partial<FirstRuns> & { speed?: Speed; endsFrom?: number } = {},
) {
  const lines: string[] = []
  const choice = { choosing: Promise.resolve(speed), clock: 'auto' as const, isCostly: false, ...rest }
  const runs = await runAll(scenarios, {
    ...choice,
    async run(scenario, { clock }, patienceMs) {
      lines.push(`${scenarios.indexOf(scenario)} ×${clock.factor} ${patienceMs}`)
      return { scenario, clock, calls: [call([], clock.factor >= endsFrom ? ended(true) : null)] }
    },
  })
  expect(new Set(runs.map(({ scenario }) => scenario))).toEqual(new Set(scenarios))
  return { lines, factors: runs.map(({ clock }) => clock.factor) }
}

test('a scenario is watched for thirty seconds, or as long as it says', () => {
  expect([patienceOf(quick), patienceOf(listing({ commandPatienceMs: 7 }))]).toEqual([30_000, 7])
})

test.each<[string, Parameters<typeof ran>[0], Parameters<typeof ran>[1], string[]]>([
  ['what is short is run in real time', [quick], {}, ['0 ×1 12000']],
  ['on a real clock it is watched to the end at once', [quick], { clock: 'real', speed: realSpeed }, ['0 ×1 30000']],
  ['what has little patience has it at first, too', [listing({ commandPatienceMs: 5_000 })], {}, ['0 ×1 5000']],
  ['what is long is run on the fastest clock', [long], {}, ['0 ×20 30000']],
  ['what takes minutes on one that is faster still', [minutes], {}, ['0 ×100 30000']],
  ['what looks closely on a slow one', [outage], {}, ['0 ×4 12000']],
  ['where each call costs a start, in real time', [outage], { isCostly: true }, ['0 ×1 12000']],
  ['what did not end is run on a faster clock', [quick], { endsFrom: 2 }, ['0 ×1 12000', '0 ×20 30000']],
  ['so is what did not end on a slow one', [outage], { endsFrom: 5 }, ['0 ×4 12000', '0 ×20 30000']],
  [
    'or is watched for longer, where none is faster',
    [quick],
    { speed: realSpeed, endsFrom: 2 },
    ['0 ×1 12000', '0 ×1 30000'],
  ],
  [
    'but not again for as long on the same clock',
    [listing({ commandPatienceMs: 5_000 })],
    { speed: realSpeed, endsFrom: 2 },
    ['0 ×1 5000'],
  ],
  [
    'on a faster one for as long',
    [listing({ commandPatienceMs: 5_000 })],
    { endsFrom: 2 },
    ['0 ×1 5000', '0 ×20 5000'],
  ],
  ['the longest begin first', [quick, waiting], {}, ['1 ×1 12000', '0 ×1 12000']],
])('%s', async (_, scenarios, options, lines) => {
  expect((await ran(scenarios, options)).lines).toEqual(lines)
})

test('what is returned is the last run of each', async () => {
  expect((await ran([quick], { endsFrom: 2 })).factors).toEqual([20])
  expect((await ran([quick])).factors).toEqual([1])
})

test('short costly ones wait until the clock is chosen, and leave the machine to it; the others begin', async () => {
  const { promise: choosing, resolve } = Promise.withResolvers<Speed>()
  const begun: number[] = []
  const scenarios = [quick, listing({ script: [{ status: 429, retryAfter: 1 }, ok] })]
  const all = (isCostly: boolean) =>
    runAll(scenarios, {
      choosing,
      clock: 'auto',
      isCostly,
      async run(scenario, { clock }) {
        begun.push(scenarios.indexOf(scenario))
        return { scenario, clock, calls: [] }
      },
    })
  const costly = all(true)
  await new Promise(setImmediate)
  expect(begun.splice(0)).toEqual([1])
  const cheap = all(false)
  await new Promise(setImmediate)
  expect(begun.splice(0)).toEqual([1, 0])
  resolve(preloadSpeed(20))
  await Promise.all([costly, cheap])
  expect(begun).toEqual([0])
})
