import { describe, expect, it } from 'vitest'
import type { CallRun } from '../run.ts'
import type { SeenAttempt } from '../script/seen-attempt.ts'
import { chooseSpeed } from './choose-speed.ts'
import { faketimeSpeed, type Speed } from './speed.ts'

/** Calls that waited so long before their second attempt; only the times matter here. */
function callsWith(...waitsMs: number[]): CallRun[] {
  const attempts = (waitMs: number) =>
    [0, waitMs].map((headMs) => ({ times: { headMs, responseHeadMs: headMs } }) as SeenAttempt)
  const rest = { outcome: null, startedMs: 0, settledMs: null, watchedMs: 15_000 }
  return waitsMs.map((waitMs) => ({ attempts: attempts(waitMs), ...rest }))
}

/** A client that waits so long between its attempts, and on which the given ways to speed up a clock take effect. */
const clientOn =
  (effective: readonly Speed['name'][], waitMs = 1_000, overheadMs = 5) =>
  async (_: unknown, { name, clock: { factor } }: Speed) => {
    const realMs = (effective.includes(name) ? waitMs / factor : waitMs) + overheadMs
    return callsWith(factor * realMs, factor * realMs)
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
      factor === 1 ? callsWith(1_000, 1_000) : callsWith(20, 20)
    expect((await choose('auto', fragile)).name).toBe('real time')
  })

  it.each([
    [450, 'preload', 2],
    [501, 'real time', 1],
  ])('is looked for again where waits of a second took %d ms: %s', async (firstMs, name, looks) => {
    const fast: number[] = []
    const busy = async (_: unknown, { name: way, clock: { factor } }: Speed) => {
      if (way === 'libfaketime' || factor === 1) return callsWith(...[1_000, 1_000].map((ms) => factor * ms))
      fast.push(fast.length === 0 ? firstMs : 50)
      return callsWith(...[0, 0].map(() => factor * (fast.at(-1) ?? 0)))
    }
    expect((await choose('auto', busy)).name).toBe(name)
    expect(fast).toHaveLength(looks)
  })

  it.skipIf(!faketimeSpeed(20))('is that of libfaketime where only that takes effect', async () => {
    expect((await choose('auto', clientOn(['libfaketime']))).name).toBe('libfaketime')
  })

  it('cannot be asked for where nothing takes effect', async () => {
    await expect(choose(20, clientOn([]))).rejects.toThrow('stayed as long as they are. Use --clock real')
    await expect(choose(20, async () => callsWith())).rejects.toThrow('makes no wait by which that could be seen')
  })
})
