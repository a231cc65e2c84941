import { useEffect, useState } from 'preact/hooks'
import { formatMoment } from '../parts/format.ts'
import { changeTenant, nowOf, type Seen } from './tenant.ts'

const minuteMs = 60_000

/** The tenant's clock, and the moves that tests want most. */
export function ClockButtons({ seen }: { readonly seen: Seen }) {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  const { name, rateWindow, cycleEnd } = seen.tenant
  const now = nowOf(seen)
  const advance = (advanceMs: number) => void changeTenant(name, { clock: { advanceMs } })
  const windowMs = Math.ceil(rateWindow.resetMs - now)
  return (
    <div class="clock">
      <p>
        <b class="mono">{formatMoment(now)}</b>
      </p>
      <p class="buttons">
        <button type="button" onClick={() => advance(minuteMs)}>
          +1 minute
        </button>
        <button type="button" onClick={() => advance(60 * minuteMs)}>
          +1 hour
        </button>
        <button type="button" disabled={!(windowMs > 0)} onClick={() => advance(windowMs)}>
          Next rate window
        </button>
        <button type="button" onClick={() => void changeTenant(name, { clock: { set: cycleEnd } })}>
          Next month
        </button>
      </p>
      <p class="hint">Billing month ends {formatMoment(Date.parse(cycleEnd))}.</p>
    </div>
  )
}
