import { useEffect, useState } from 'preact/hooks'
import { formatMs } from '../parts/format.ts'
import { nowOf, type Seen } from './tenant.ts'

/** Draws anew so often. */
const tickMs = 250

/** The rate window: what is left of it, and how long it lasts. */
export function RateBar({ seen }: { readonly seen: Seen }) {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), tickMs)
    return () => clearInterval(timer)
  }, [])
  const { limit, remaining, resetMs } = seen.tenant.rateWindow
  const leftMs = resetMs - nowOf(seen)
  const isOpen = leftMs > 0 && remaining < limit
  const left = isOpen ? remaining : limit
  return (
    <div class="rate">
      <div class="rate-head">
        <b class="figure">{left.toLocaleString('en')}</b>
        <span class="soft"> of {limit.toLocaleString('en')} requests left in this window</span>
        <span class="spring" />
        <span class="soft">
          {isOpen ? `a new one in ${formatMs(Math.ceil(leftMs / 1_000) * 1_000)}` : 'begins with the next request'}
        </span>
      </div>
      <div class={`bar ${left === 0 ? 'empty-bar' : left < limit / 5 ? 'low-bar' : ''}`}>
        <span style={{ width: `${limit === 0 ? 0 : (left / limit) * 100}%` }} />
      </div>
      <div class="bar thin" aria-hidden="true">
        <span style={{ width: `${isOpen ? Math.min(100, leftMs / 600) : 100}%` }} />
      </div>
    </div>
  )
}
