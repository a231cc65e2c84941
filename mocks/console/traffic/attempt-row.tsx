import type { Attempt } from '../../journal/journal.ts'
import { formatMs, formatTime } from '../parts/format.ts'
import { endOf, outcomeText, readServed, statusText, toneOf } from './outcome.ts'
import { warningText } from './warning-text.ts'

/** A status in its colour. */
export function Status({ attempt }: { readonly attempt: Attempt }) {
  return (
    <span class={`status ${toneOf(attempt)}`} title={outcomeText(attempt)}>
      {statusText(attempt)}
    </span>
  )
}

/** A fault that was served, and who asked for it. */
export function Served({ fault }: { readonly fault: string }) {
  const served = readServed(fault)
  return (
    <span class="served" title={fault}>
      <b>{served.name}</b> <span class="soft">{served.by}</span>
    </span>
  )
}

export function tookText(attempt: Attempt): string {
  const end = endOf(attempt)
  return end === null ? '' : formatMs(end - attempt.times.headMs)
}

/** The path of a target without the part that all have. */
const shortTarget = (target: string): string => target.replace(/^.*?\/api\/v\d+(?=\/)/, '')

/** When what was asked for, and for whom: the cells with which every row begins. */
export function Asked({ attempt: { method, operation, target, tenant, atMs } }: { readonly attempt: Attempt }) {
  return (
    <>
      <span class="time">{formatTime(atMs)}</span>
      <span class="method">{method}</span>
      <span class="what" title={target}>
        <b>{operation ?? 'no operation'}</b> <span class="soft">{shortTarget(target)}</span>
      </span>
      <span class="tenant" title={tenant}>
        {tenant}
      </span>
    </>
  )
}

export function AttemptRow({ attempt }: { readonly attempt: Attempt }) {
  const { fault, warnings } = attempt
  return (
    <div class="attempt">
      <Asked attempt={attempt} />
      <Status attempt={attempt} />
      <span class="took">{tookText(attempt)}</span>
      <span class="note">
        {fault !== null && <Served fault={fault} />}
        {warnings.length > 0 && (
          <span class="warned" title={warnings.join('\n')}>
            {warnings.map(warningText).join('; ')}
          </span>
        )}
      </span>
    </div>
  )
}
