import type { RequestId } from '../requests.ts'
import { type CallRun, gaps } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'
import { faketimeSpeed, preloadSpeed, realSpeed, type Speed } from './speed.ts'

/** `auto` takes the fastest clock that takes effect; a number asks for that factor. */
export type ClockChoice = 'auto' | 'real' | number

const usualFactor = 20
/** Shorter waits drown in the noise of a busy machine. */
const shortestKnownMs = 800
/** The share of a wait that may be overhead, which no clock speeds up. */
const overhead = 0.2

/** Two waits side by side, which a client that reads Retry-After makes a second long each. */
const knownWaits = (request: RequestId): Scenario => ({
  request,
  script: [{ status: 429, retryAfter: 1 }, ok],
  calls: 2,
  commandPatienceMs: 15_000,
  watchAfterMs: 0,
})

type RunCalls = (scenario: Scenario, speed: Speed) => Promise<readonly CallRun[]>

const realWaits = (calls: readonly CallRun[], { clock: { factor } }: Speed): number[] =>
  calls.flatMap(gaps).flatMap((gapMs) => (gapMs === null ? [] : gapMs / factor))

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Whether waits that were seen in real time became as short as the factor promises. */
function takesEffect(usual: readonly number[], fast: readonly number[], factor: number): boolean {
  const shared = Math.min(usual.length, fast.length)
  const usualMs = sum(usual.slice(0, shared))
  const fastMs = sum(fast.slice(0, shared))
  const promisedMs = usualMs / factor
  return usualMs >= shortestKnownMs && fastMs >= promisedMs / 2 && fastMs <= promisedMs + overhead * usualMs
}

/** Whether waits became much shorter, though not as short as promised: the machine may have been busy. */
const isNearly = (usual: readonly number[], fast: readonly number[]): boolean =>
  fast.length >= usual.length && sum(usual) >= shortestKnownMs && sum(fast) <= sum(usual) / 2

/**
 * Finds out which clock works for a client outside: a preload for Node, libfaketime for others, else real time. Only a
 * wait that was seen on the real clock, too, can tell: a short one proves nothing by itself.
 * @param request one that the client is known to make
 * @throws Error when the factor that was asked for cannot be had
 */
export async function chooseSpeed(choice: ClockChoice, request: RequestId, run: RunCalls): Promise<Speed> {
  if (choice === 'real') return realSpeed
  const factor = choice === 'auto' ? usualFactor : choice
  const speeds = [preloadSpeed(factor), faketimeSpeed(factor)].filter((speed) => speed !== undefined)
  const scenario = knownWaits(request)
  const waitsAt = async (speed: Speed) => realWaits(await run(scenario, speed), speed)
  const [preload, ...others] = speeds
  const [usual, preloaded] = await Promise.all([waitsAt(realSpeed), preload ? waitsAt(preload) : []])
  if (preload && takesEffect(usual, preloaded, factor)) return preload
  const again = preload && isNearly(usual, preloaded) ? [preload] : []
  for (const speed of [...again, ...others]) if (takesEffect(usual, await waitsAt(speed), factor)) return speed
  if (choice === 'auto') return realSpeed
  const why =
    sum(usual) >= shortestKnownMs
      ? 'its waits after 429(RA=1) stayed as long as they are'
      : 'after 429(RA=1) it makes no wait by which that could be seen'
  throw new Error(`The clock of this client cannot be sped up ${factor} times: ${why}. Use --clock real.`)
}
