import type { Attempt } from '../../journal/journal.ts'
import { formatMs, plural } from '../parts/format.ts'
import { Asked, Status, tookText } from './attempt-row.tsx'
import { askedMs, type Call, spanOf, waitsOf } from './calls.ts'
import { outcomeText, readServed } from './outcome.ts'

/** The width of a wait: long ones are longer, but a minute is not sixty times a second. */
const widthOf = (ms: number) => `${(1.5 + Math.log10(1 + Math.max(0, ms) / 20) * 2).toFixed(2)}rem`

export interface LaneProps {
  readonly call: Call
  /** The attempt that is looked at. */
  readonly shown?: number
  /** Where attempts can be chosen, what is told of it. */
  readonly onSelect?: (id: string) => void
}

function Stop({ attempt, shown, onSelect }: Omit<LaneProps, 'call'> & { readonly attempt: Attempt }) {
  const inside = (
    <>
      <Status attempt={attempt} />
      {attempt.fault !== null && <span class="cause">{readServed(attempt.fault).name}</span>}
    </>
  )
  const title = `${outcomeText(attempt)}, ${tookText(attempt)}`
  if (!onSelect)
    return (
      <span class="stop" title={title}>
        {inside}
      </span>
    )
  return (
    <button
      type="button"
      class="stop"
      title={title}
      aria-current={attempt.id === shown ? 'true' : undefined}
      onClick={() => onSelect(String(attempt.id))}
    >
      {inside}
    </button>
  )
}

/** The wait before an attempt; one that is shorter than the answer before it asked for stands out. */
function Wait({ waitMs, before }: { readonly waitMs: number; readonly before: Attempt | undefined }) {
  const asked = before && askedMs(before)
  const isEarly = asked !== undefined && waitMs < asked
  const told = asked === undefined ? '' : ` of ${formatMs(asked)}`
  return (
    <span
      class={isEarly ? 'wait early' : 'wait'}
      style={{ width: widthOf(waitMs) }}
      title={asked === undefined ? undefined : `Retry-After asked for ${formatMs(asked)}`}
    >
      <span class="unseen">{isEarly ? 'came back early: ' : 'waited '}</span>
      {formatMs(waitMs)}
      {told}
    </span>
  )
}

/** The attempts of a call in their order, with the waits between. */
export function Lane({ call, ...choosing }: LaneProps) {
  const waits = waitsOf(call)
  return (
    <span class="lane">
      {call.attempts.map((attempt, index) => {
        const wait = waits[index - 1]
        return (
          <span class="hop" key={attempt.id}>
            {wait !== undefined && <Wait waitMs={wait} before={call.attempts[index - 1]} />}
            <Stop attempt={attempt} {...choosing} />
          </span>
        )
      })}
    </span>
  )
}

export function CallRow({ call }: { readonly call: Call }) {
  const [first] = call.attempts
  if (!first) return null
  return (
    <div class="call">
      <Asked attempt={first} />
      <span class="count soft">
        {call.attempts.length > 1 && `${plural(call.attempts.length, 'attempt')}, `}
        {formatMs(spanOf(call))}
      </span>
      <Lane call={call} />
    </div>
  )
}
