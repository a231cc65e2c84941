import type { ComponentChildren } from 'preact'
import type { Attempt } from '../../journal/journal.ts'
import { linkTo } from '../app/route.ts'
import { draftFor } from '../faults/draft.ts'
import { formatBytes, formatMoment, formatMs } from '../parts/format.ts'
import { Served, Status, tookText } from './attempt-row.tsx'
import { Lane } from './call-row.tsx'
import { type Call, waitsOf } from './calls.ts'
import { outcomeText, readServed } from './outcome.ts'
import { warningText } from './warning-text.ts'

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** Name, value, name, value, as pairs. */
const pairs = (headers: readonly string[]): readonly (readonly [string, string])[] =>
  headers.flatMap((name, index) => (index % 2 === 0 ? [[name, headers[index + 1] ?? ''] as const] : []))

const sentText = ({ bytes, sha256 }: NonNullable<Attempt['body']>): string =>
  `${formatBytes(bytes)}, ${sha256 === null ? 'not read to its end' : `SHA-256 ${sha256.slice(0, 16)}…`}`

function timesText({ times }: Attempt): string {
  const since = (ms: number | null) => (ms === null ? 'never' : `after ${formatMs(ms - times.headMs)}`)
  const parts = [`body read ${since(times.bodyEndMs)}`, `answer begun ${since(times.responseHeadMs)}`]
  const cut = times.faultMs === null ? [] : [`connection cut ${since(times.faultMs)}`]
  return [...parts, ...cut, `over ${since(times.responseEndMs)}`].join(', ')
}

function waitText(attempt: Attempt, call: Call | undefined): string {
  const place = call?.attempts.findIndex(({ id }) => id === attempt.id) ?? -1
  const wait = call && waitsOf(call)[place - 1]
  return wait === undefined ? 'the first attempt of its call' : `${formatMs(wait)} after the attempt before it ended`
}

export interface DetailsProps {
  readonly attempt: Attempt
  readonly call: Call | undefined
  readonly onClose: () => void
  /** Another attempt of the call is chosen. */
  readonly onSelect: (id: string) => void
}

/** Everything that the journal keeps of one attempt. */
export function Details({ attempt, call, onClose, onSelect }: DetailsProps) {
  const {
    id,
    method,
    target,
    operation,
    tenant,
    body,
    fault,
    warnings,
    requestId,
    connection,
    atMs,
    headers,
    answerBytes,
    retryAfter,
  } = attempt
  const served = fault === null ? undefined : readServed(fault)
  return (
    <section class="details" aria-label={`Attempt ${id}`}>
      <header>
        <h2>
          <Status attempt={attempt} /> {operation ?? 'No operation'}
        </h2>
        <span class="spring" />
        <button type="button" onClick={() => draftFor(tenant, operation)}>
          Plan a fault
        </button>
        <button type="button" class="quiet" onClick={onClose} aria-label="Close the details">
          ✕
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div class="scroll" tabIndex={0}>
        <p class="target">
          <b>{method}</b> {target}
        </p>
        {call && call.attempts.length > 1 && (
          <div class="lane-box">
            <Lane call={call} shown={id} onSelect={onSelect} />
          </div>
        )}
        <dl class="facts">
          <Fact name="outcome">
            {outcomeText(attempt)}
            {tookText(attempt) !== '' && `, ${tookText(attempt)}`}
          </Fact>
          <Fact name="wait">{waitText(attempt, call)}</Fact>
          <Fact name="tenant">
            <a href={linkTo({ tab: 'tenant', tenant })}>{tenant}</a>
          </Fact>
          {served && (
            <Fact name="fault">
              <Served fault={fault ?? ''} />{' '}
              {/^[A-Z]/.test(served.name) && <a href={linkTo({ tab: 'errors', detail: served.name })}>look it up</a>}
            </Fact>
          )}
          {warnings.length > 0 && (
            <Fact name="warnings">
              <ul class="plain">
                {warnings.map((warning) => (
                  <li key={warning}>{warningText(warning)}</li>
                ))}
              </ul>
            </Fact>
          )}
          {retryAfter !== null && <Fact name="Retry-After">{retryAfter}</Fact>}
          <Fact name="sent">{body === null ? 'no body was read' : sentText(body)}</Fact>
          <Fact name="answered">{answerBytes === null ? 'not counted' : formatBytes(answerBytes)}</Fact>
          <Fact name="times">{timesText(attempt)}</Fact>
          <Fact name="at">{formatMoment(atMs)}</Fact>
          <Fact name="request id">
            <code>{requestId}</code>
          </Fact>
          <Fact name="attempt">
            {id} on connection {connection}
          </Fact>
        </dl>
        <h3>Request headers</h3>
        <dl class="headers">
          {pairs(headers).map(([name, value], index) => (
            <div key={index}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  )
}
