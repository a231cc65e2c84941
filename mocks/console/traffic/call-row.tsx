import { formatMs, formatTime, plural } from '../parts/format.ts'
import { Status, shortTarget, tookText } from './attempt-row.tsx'
import { type Call, spanOf, waitsOf } from './calls.ts'
import { outcomeText, readServed } from './outcome.ts'

/** The width of a wait: long ones are longer, but a minute is not sixty times a second. */
const widthOf = (ms: number) => `${(1.5 + Math.log10(1 + Math.max(0, ms) / 20) * 2).toFixed(2)}rem`

/** The attempts of a call in their order, with the waits between. */
export function Lane({ call }: { readonly call: Call }) {
  const waits = waitsOf(call)
  return (
    <span class="lane">
      {call.attempts.map((attempt, index) => {
        const wait = waits[index - 1]
        return (
          <span class="hop" key={attempt.id}>
            {wait !== undefined && (
              <span class="wait" style={{ width: widthOf(wait) }}>
                <span class="unseen">waited </span>
                {formatMs(wait)}
              </span>
            )}
            <span class="stop" title={`${outcomeText(attempt)}, ${tookText(attempt)}`}>
              <Status attempt={attempt} />
              {attempt.fault !== null && <span class="cause">{readServed(attempt.fault).name}</span>}
            </span>
          </span>
        )
      })}
    </span>
  )
}

export function CallRow({ call }: { readonly call: Call }) {
  const [first] = call.attempts
  if (!first) return null
  const { method, operation, target, tenant, atMs } = first
  return (
    <div class="call">
      <span class="time">{formatTime(atMs)}</span>
      <span class="method">{method}</span>
      <span class="what" title={target}>
        <b>{operation ?? 'no operation'}</b> <span class="soft">{shortTarget(target)}</span>
      </span>
      <span class="tenant" title={tenant}>
        {tenant}
      </span>
      <span class="count soft">
        {call.attempts.length > 1 && `${plural(call.attempts.length, 'attempt')}, `}
        {formatMs(spanOf(call))}
      </span>
      <Lane call={call} />
    </div>
  )
}
