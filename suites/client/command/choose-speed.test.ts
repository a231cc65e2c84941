import { describe, expect, it } from 'vitest'
import type { CallRun } from '../run.ts'
import type { SeenAttempt } from '../script/answers.ts'
import { chooseSpeed } from './choose-speed.ts'
import type { Speed } from './speed.ts'

/** A run with attempts at these moments, answered at once; only the times matter here. */
function runWith(...headsMs: number[]): CallRun {
  const attempts = headsMs.map((headMs) => ({ times: { headMs, responseHeadMs: headMs } }) as SeenAttempt)
  return { attempts, outcome: null, startedMs: 0, settledMs: null, watchedMs: 15_000 }
}

/** A client that waits so long between its attempts, and on which the given ways to speed up a clock take effect. */
const clientOn =
  (effective: readonly Speed['name'][], waitMs = 1_000, overheadMs = 5) =>
  async (_: unknown, { name, clock: { factor } }: Speed) => {
    const realMs = (effective.includes(name) ? waitMs / factor : waitMs) + overheadMs
    return runWith(0, factor * realMs, 2 * factor * realMs)
  }

const choose = (choice: Parameters<typeof chooseSpeed>[0], run: Parameters<typeof chooseSpeed>[2]) =>
  chooseSpeed(choice, 'listFiles', run)

describe('the speed of a client outside', () => {
  it('is that of the preload where it takes effect, else real time', async () => {
    expect((await choose('auto', clientOn(['preload', 'libfaketime']))).name).toBe('preload')
    expect(await choose('auto', clientOn([]))).toMatchObject({ name: 'real time', clock: { factor: 1 } })
    expect((await choose('real', clientOn(['preload']))).name).toBe('real time')
  })

  it.each([5, 50, 200])('is real time for a client that comes back after %d ms, whatever the clock', async (waitMs) => {
    expect((await choose('auto', clientOn([], waitMs))).name).toBe('real time')
    expect((await choose('auto', clientOn(['preload'], waitMs))).name).toBe('real time')
  })

  it('is that of the preload although starting anew costs a tenth of a second', async () => {
    expect((await choose('auto', clientOn(['preload'], 1_000, 100))).name).toBe('preload')
  })

  it('is real time for a client that waits only when its clock is not touched', async () => {
    const fragile = async (_: unknown, { clock: { factor } }: Speed) =>
      factor === 1 ? runWith(0, 1_000, 2_000) : runWith(0, 20, 40)
    expect((await choose('auto', fragile)).name).toBe('real time')
  })

  it('cannot be asked for where nothing takes effect', async () => {
    await expect(choose(20, clientOn([]))).rejects.toThrow('stayed as long as they are. Use --clock real')
    await expect(choose(20, async () => runWith(0))).rejects.toThrow('makes no wait by which that could be seen')
  })
})
