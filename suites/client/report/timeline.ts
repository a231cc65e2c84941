import { type TransportKind, transports } from '../../../mocks/faults/transports.ts'
import { html, type Markup, nothing } from '../../report/html.ts'
import { answeredMs, type CallRun, type ScenarioRun } from '../run.ts'
import type { SeenAttempt } from '../script/seen-attempt.ts'
import { axisTicks, shortTime } from './axis.ts'

/** One client's run of a scenario, under the name that its lanes bear. */
export interface Lane {
  readonly name: string
  readonly run: ScenarioRun
}

/** More calls than this are drawn as one crowd: only where they are dense matters. */
const mostRows = 3
/** Two labels nearer than this (per cent of the width) would stand in each other's way. */
const labelRoom = 6

const isKind = (fault: string): fault is TransportKind => Object.hasOwn(transports, fault)

/** What the server did, in words: `429`, `reset`, `200, body too short`. */
export function describeAnswer({ status, fault }: SeenAttempt): string {
  const broken = fault === null ? '' : isKind(fault) ? transports[fault].label : fault
  return [status, broken].filter(Boolean).join(', ')
}

const kindOf = ({ status, fault }: SeenAttempt): string =>
  fault !== null && !(isKind(fault) && transports[fault].ending === 'kept')
    ? 'broken'
    : (status ?? 0) < 300
      ? 'good'
      : (status ?? 0) < 400
        ? 'moved'
        : 'bad'

const shortestSpanMs = 100
/** An asked wait up to this long is shown whole, so that one can see who came before its end. */
const wholeWaitMs = 10_000

/** How much of a call is worth seeing: until its last event, and the waits that were asked for unless they dwarf it. */
function spanOf({ attempts, startedMs, settledMs, cancelledMs }: CallRun): number {
  const ends = attempts.flatMap((attempt) => [attempt.times.headMs, answeredMs(attempt) ?? 0])
  const lastMs = Math.max(shortestSpanMs, ...[...ends, settledMs ?? 0, cancelledMs ?? 0].map((at) => at - startedMs))
  const waits = attempts.flatMap(({ askedMs, times }) => (askedMs === null ? [] : times.headMs - startedMs + askedMs))
  return Math.max(lastMs, ...waits.filter((endMs) => endMs <= Math.max(wholeWaitMs, 4 * lastMs)))
}

const percent = (atMs: number, spanMs: number): string => `${Math.min(100, (100 * atMs) / spanMs).toFixed(2)}%`

function mark(attempt: SeenAttempt, startedMs: number, spanMs: number, label: string): Markup {
  const atMs = attempt.times.headMs - startedMs
  const title = `${attempt.method} after ${shortTime(atMs)}: ${describeAnswer(attempt)}`
  return html`<i class="mark ${kindOf(attempt)}" style="left:${percent(atMs, spanMs)}" title="${title}"></i>${
    label === '' ? nothing : html`<span class="word" style="left:${percent(atMs, spanMs)}">${label}</span>`
  }`
}

/** The wait that was asked for: it begins with the answer. */
function band(attempt: SeenAttempt, startedMs: number, spanMs: number): Markup {
  const from = answeredMs(attempt)
  if (from === null || !attempt.askedMs) return nothing
  const startMs = from - startedMs
  const widthMs = Math.min(attempt.askedMs, spanMs - startMs)
  const isCut = widthMs < attempt.askedMs
  return html`<i class="band${isCut ? ' cut' : ''}" style="left:${percent(startMs, spanMs)};width:${percent(widthMs, spanMs)}" title="asked to wait ${shortTime(attempt.askedMs)}"></i>`
}

function ending({ outcome, settledMs, startedMs, cancelledMs }: CallRun, spanMs: number): Markup {
  const cancelled =
    cancelledMs === undefined
      ? nothing
      : html`<i class="cancel" style="left:${percent(cancelledMs - startedMs, spanMs)}" title="the caller cancels after ${shortTime(cancelledMs - startedMs)}"></i>`
  if (settledMs === null || outcome === null) return cancelled
  const atMs = settledMs - startedMs
  const words = outcome.ok ? 'success' : (outcome.name ?? 'error')
  return html`${cancelled}<i class="end ${outcome.ok ? 'good' : 'bad'}" style="left:${percent(atMs, spanMs)}" title="${words} after ${shortTime(atMs)}"></i>`
}

/** Labels of marks that stand too near to their neighbour are left out; the mark's title still tells. */
function labels({ attempts, startedMs }: CallRun, spanMs: number): string[] {
  let lastPercent = Number.NEGATIVE_INFINITY
  return attempts.map((attempt) => {
    const at = (100 * (attempt.times.headMs - startedMs)) / spanMs
    if (at - lastPercent < labelRoom) return ''
    lastPercent = at
    return describeAnswer(attempt)
  })
}

function row(call: CallRun, spanMs: number): Markup {
  const words = labels(call, spanMs)
  return html`<div class="row">${call.attempts.map((attempt) => band(attempt, call.startedMs, spanMs))}${ending(call, spanMs)}${call.attempts.map(
    (attempt, index) => mark(attempt, call.startedMs, spanMs, words[index] ?? ''),
  )}</div>`
}

/** Many calls in one row: marks lie over each other, without words. */
function crowd(calls: readonly CallRun[], spanMs: number): Markup {
  return html`<div class="row crowd">${calls.flatMap((call) =>
    call.attempts.map((attempt) => mark(attempt, call.startedMs, spanMs, '')),
  )}</div>`
}

const endWords = ({ outcome, settledMs, startedMs }: CallRun): string => {
  if (outcome === null || settledMs === null) return 'no end'
  return `${outcome.ok ? 'success' : (outcome.name ?? 'error')} after ${shortTime(settledMs - startedMs)}`
}

/** Draws a scenario as each client lived it, all on one axis: attempts as marks, asked waits as bands. */
export function timeline(lanes: readonly Lane[]): Markup {
  const spanMs = 1.02 * Math.max(shortestSpanMs, ...lanes.flatMap(({ run }) => run.calls.map(spanOf)))
  const drawn = lanes.map(({ name, run: { calls } }) => {
    const isCrowd = calls.length > mostRows || (calls[0]?.attempts.length ?? 0) > 40
    const end = calls.length === 1 && calls[0] ? endWords(calls[0]) : `${calls.length} calls`
    return html`<div class="lane"><div class="name">${name === '' ? '' : html`<b>${name}</b> `}<span>${end}</span></div><div class="rows">${
      isCrowd ? crowd(calls, spanMs) : calls.map((call) => row(call, spanMs))
    }</div></div>`
  })
  const ticks = axisTicks(spanMs).map(
    (atMs) => html`<span style="left:${percent(atMs, spanMs)}">${shortTime(atMs)}</span>`,
  )
  return html`<div class="scroll"><div class="timeline">${drawn}<div class="axis">${ticks}</div></div></div>`
}

export const timelineStyle = `
.timeline { min-width: 22rem; padding: .2rem 2.2rem .2rem .6rem; --good: var(--pass); --bad: var(--fail); --moved: var(--unseen); --broken: var(--warn); }
.lane { display: block; margin-top: .3rem; }
.lane .name { font-size: .8rem; color: var(--soft); } .lane .name b { color: var(--ink); font-weight: 600; }
.row { position: relative; height: 2.1rem; border-bottom: 1px solid var(--line); }
.row i { position: absolute; display: block; }
.row .mark { top: .1rem; width: .7rem; height: .7rem; margin-left: -.35rem; border-radius: 50%; border: 2px solid var(--page); box-sizing: content-box; }
.row .mark.good { background: var(--good); } .row .mark.bad { background: var(--bad); } .row .mark.moved { background: var(--moved); }
.row .mark.broken { background: var(--broken); border-radius: 1px; transform: rotate(45deg); }
.row .word { position: absolute; top: 1.05rem; transform: translateX(-.35rem); font-size: .72rem; line-height: 1; white-space: nowrap; color: var(--ink); background: var(--page); padding: 0 .2rem; margin-left: -.2rem; }
.row .band { top: .15rem; height: .75rem; background: color-mix(in srgb, var(--unseen) 22%, transparent); border-right: 2px solid var(--unseen); }
.row .band.cut { border-right: 2px dotted var(--unseen); -webkit-mask: linear-gradient(90deg, #000 80%, #0003); mask: linear-gradient(90deg, #000 80%, #0003); }
.row .end { top: 0; bottom: 0; width: 0; border-left: 2px solid; } .row .end.good { border-color: var(--good); } .row .end.bad { border-color: var(--bad); }
.row .cancel { top: 0; bottom: 0; width: 0; border-left: 2px dashed var(--soft); }
.row.crowd { height: 1.3rem; } .row.crowd .mark { opacity: .3; border-width: 0; top: .25rem; }
.axis { position: relative; height: 1.2rem; font-size: .7rem; color: var(--soft); }
.axis span { position: absolute; transform: translateX(-50%); white-space: nowrap; padding-top: .15rem; }
.axis span:first-child { transform: none; }
.axis span::before { content: ''; position: absolute; left: 50%; top: -.25rem; height: .25rem; border-left: 1px solid var(--soft); }
.axis span:first-child::before { left: 0; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; font-size: .8rem; color: var(--soft); --good: var(--pass); --bad: var(--fail); --moved: var(--unseen); --broken: var(--warn); }
.legend span { display: inline-flex; align-items: center; gap: .4rem; } .legend .row { width: 1.6rem; height: 1rem; border: 0; }
.legend .row .mark { left: 50%; }
figure { margin: .6rem 0 1rem; } figcaption { font-size: .85rem; } figcaption code { font-weight: 600; }
.verdicts td { text-align: center; border-color: var(--line); } .verdicts th:first-child, .verdicts td:first-child { text-align: left; position: sticky; left: 0; background: var(--page); }
.verdicts .tag { font-size: .7rem; }
`
