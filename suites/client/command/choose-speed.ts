import { ms } from '../report/figures.ts'
import { firstGap } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'
import type { CommandRun } from './run-command.ts'
import { faketimeSpeed, preloadSpeed, realSpeed, type Speed } from './speed.ts'

/** `auto` takes the fastest clock that takes effect; a number asks for that factor. */
export type ClockChoice = 'auto' | 'real' | number

const usualFactor = 20
const warmUp: Scenario = { request: 'listFiles', script: [ok], commandPatienceMs: 15_000 }
const calibration: Scenario = { request: 'listFiles', script: [{ status: 429, retryAfter: 1 }, ok], isLong: true }

type RunOnce = (scenario: Scenario, speed: Speed) => Promise<CommandRun>

/** Why a command is no client of ours: what it did instead of sending a request. */
function complaint({ startError, exitCode, watchedMs, outcome, output }: CommandRun): string {
  if (startError?.code === 'ENOENT') return `The command does not exist: ${startError.path}`
  if (startError) return `The command could not be started: ${startError.message}`
  const words = output?.trim().split('\n').at(-1)?.slice(0, 300)
  const ending = words ? ` Its last words: ${words}` : ' It printed nothing.'
  if (outcome === null)
    return `The command ran for ${ms(watchedMs)} without sending a request to AIONVISION_BASE_URL and was ended.${ending}`
  return `The command ended with code ${exitCode} after ${ms(watchedMs)} without sending a request to AIONVISION_BASE_URL.${ending}`
}

/** Whether a wait of one second became as short as the factor promises. */
function takesEffect(run: CommandRun, { clock: { factor } }: Speed): boolean {
  const gapMs = firstGap(run)
  if (gapMs === undefined) return false
  const realMs = gapMs / factor
  return realMs >= 0.9 * (1_000 / factor) && realMs < 500
}

/**
 * Finds out which clock works for a command: a preload for Node, libfaketime for others, else real time.
 * @throws Error when the command sends no request, or when the factor that was asked for cannot be had
 */
export async function chooseSpeed(choice: ClockChoice, run: RunOnce): Promise<Speed> {
  const first = await run(warmUp, realSpeed)
  if (first.attempts.length === 0) throw new Error(complaint(first))
  if (choice === 'real') return realSpeed
  const factor = choice === 'auto' ? usualFactor : choice
  for (const speed of [preloadSpeed(factor), faketimeSpeed(factor)]) {
    if (speed && takesEffect(await run(calibration, speed), speed)) return speed
  }
  if (choice === 'auto') return realSpeed
  throw new Error(
    `The clock of this command cannot be sped up ${factor} times: after 429(RA=1) it came back in real time, or not at all. Use --clock real.`,
  )
}
