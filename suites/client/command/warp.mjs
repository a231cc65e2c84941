// Loaded into Node processes by --import: makes their clock run AION_WARP times faster. Plain JavaScript, because the
// Node that loads it may be older than ours.
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers'
import timersPromises from 'node:timers/promises'

const factor = Number(process.env.AION_WARP ?? 1)
const fromMs = Number(process.env.AION_WARP_FROM ?? Date.now())
const longestMs = 2 ** 31 - 1

if (factor > 1) {
  // A delay that overflows fires after 1 ms on a real clock, too.
  const shorten = (ms) => (Number(ms) > longestMs ? 1 : Math.max(0, Number(ms) || 0) / factor)
  const RealDate = Date
  const realNow = Date.now.bind(Date)
  const now = () => Math.floor(fromMs + factor * (realNow() - fromMs))

  class WarpedDate extends RealDate {
    constructor(...given) {
      super(...(given.length === 0 ? [now()] : given))
    }

    static now() {
      return now()
    }
  }
  Object.defineProperty(WarpedDate, 'name', { value: 'Date' })
  globalThis.Date = WarpedDate

  const realPerformanceNow = performance.now.bind(performance)
  performance.now = () => factor * realPerformanceNow()

  for (const name of ['setTimeout', 'setInterval']) {
    const real = globalThis[name]
    const scaled = Object.assign((callback, ms, ...given) => real(callback, shorten(ms), ...given), real)
    Object.defineProperties(scaled, Object.getOwnPropertyDescriptors(real))
    globalThis[name] = scaled
    timers[name] = scaled
  }
  const { setTimeout: sleep, setInterval: ticks } = timersPromises
  timersPromises.setTimeout = (ms, ...given) => sleep(shorten(ms), ...given)
  timersPromises.setInterval = (ms, ...given) => ticks(shorten(ms), ...given)

  const timeout = AbortSignal.timeout.bind(AbortSignal)
  AbortSignal.timeout = (ms) => timeout(Math.ceil(shorten(ms)))
  syncBuiltinESMExports()
}
