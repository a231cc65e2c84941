import { isSuccess } from '../error-answer.ts'
import { type Exchange, isAnswered, parseBody } from '../exchange.ts'
import type { Probe } from '../probe.ts'
import type { Clock } from './clock.ts'
import { findId } from './find-ids.ts'
import type { Prober } from './prober.ts'

export interface RepeatTools {
  readonly prober: Prober
  readonly clock: Clock
  /** How many requests of a burst are on their way at once. */
  readonly concurrency: number
  /** Ends the pauses. */
  readonly stopped: AbortSignal
  /** Ends the requests. */
  readonly signal: AbortSignal
}

/** Keeps what the answer names and later probes need. */
function capture(probe: Probe, result: Exchange, names: Map<string, string>): void {
  if (!isAnswered(result) || !isSuccess(result)) return
  for (const [name, at] of Object.entries(probe.capture ?? {})) {
    const value = findId(parseBody(result.answer), at)
    if (value !== undefined) names.set(name, value)
  }
}

/** Whether these answers make another try worth it. */
function isWorthRepeating({ intent, repeat }: Probe, results: readonly Exchange[]): boolean {
  const statuses = results.map(({ answer }) => answer?.status)
  if (repeat === undefined || statuses.includes(repeat.until)) return false
  if (repeat.onlyAfter !== undefined && !statuses.includes(repeat.onlyAfter)) return false
  // A key that is refused uses no window up.
  return intent !== 'rate-limit' || statuses.some((status = 0) => status < 400)
}

/** Sends a probe as often as it wants: a burst several at once, anything else one by one, with its pauses. */
export async function repeatProbe(probe: Probe, names: Map<string, string>, tools: RepeatTools): Promise<void> {
  const { prober, clock, concurrency, stopped, signal } = tools
  const { most, pauseMs } = probe.repeat ?? { most: 1 }
  const width = probe.intent === 'rate-limit' ? concurrency : 1
  for (let begun = 0; begun < most; begun += width) {
    if (begun > 0 && pauseMs !== undefined) await clock.sleep(pauseMs, stopped).catch(prober.endOnAbort)
    const wave = Array.from({ length: Math.min(width, most - begun) }, () => prober.once(probe, names, signal))
    const results = await Promise.all(wave)
    for (const result of results) capture(probe, result, names)
    if (!isWorthRepeating(probe, results)) return
  }
}
