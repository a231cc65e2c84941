import { describe, expect, it } from 'vitest'
import type { SeenAttempt } from '../script/answers.ts'
import { chooseSpeed } from './choose-speed.ts'
import type { CommandRun } from './run-command.ts'
import type { Speed } from './speed.ts'

/** A run with attempts at these moments, answered at once; only the times matter here. */
function runWith(...headsMs: number[]): CommandRun {
  const attempts = headsMs.map((headMs) => ({ times: { headMs, responseHeadMs: headMs } }) as SeenAttempt)
  return { attempts, outcome: null, startedMs: 0, settledMs: null, watchedMs: 15_000, exitCode: 0, output: 'bye' }
}

/** A command on which the given ways to speed up a clock take effect: a second becomes 50 ms of real time at ×20. */
const commandOn =
  (effective: readonly Speed['name'][]) =>
  async (_: unknown, { name, clock }: Speed) =>
    runWith(0, effective.includes(name) ? 1_040 : 1_000 * clock.factor)

describe('the speed of a command', () => {
  it('is that of the preload where it takes effect, else real time', async () => {
    expect((await chooseSpeed('auto', commandOn(['preload', 'libfaketime']))).name).toBe('preload')
    expect(await chooseSpeed('auto', commandOn([]))).toMatchObject({ name: 'real time', clock: { factor: 1 } })
    expect((await chooseSpeed('real', commandOn(['preload']))).name).toBe('real time')
  })

  it('is real time for a command that comes back at once, whatever the clock', async () => {
    const eager = async (_: unknown, { clock }: Speed) => runWith(0, 5 * clock.factor)
    expect((await chooseSpeed('auto', eager)).name).toBe('real time')
  })

  it('cannot be asked for where nothing takes effect', async () => {
    await expect(chooseSpeed(20, commandOn([]))).rejects.toThrow('Use --clock real')
  })

  it('is no question for a command that sends nothing', async () => {
    await expect(chooseSpeed('auto', async () => runWith())).rejects.toThrow(
      'ran for 15,000 ms without sending a request to AIONVISION_BASE_URL and was ended. Its last words: bye',
    )
  })
})
