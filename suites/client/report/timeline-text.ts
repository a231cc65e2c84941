import { answeredMs, type CallRun } from '../run.ts'
import type { SeenAttempt } from '../script/seen-attempt.ts'
import { ms } from './figures.ts'
import { describeAnswer } from './timeline.ts'

/** More attempts than this say nothing new in a list. */
const mostLines = 8

function attemptWords(attempt: SeenAttempt): string {
  const { method, target, body, askedMs } = attempt
  const bytes = body && body.bytes > 0 ? ` (${body.bytes} bytes)` : ''
  const asks = askedMs === null ? '' : `, asks for ${ms(askedMs)}`
  return `${method} ${target}${bytes} → ${describeAnswer(attempt) || 'no answer'}${answeredMs(attempt) === null ? '' : asks}`
}

/** A call as a list, a line for each thing that happened: when, since it began, and what. */
export function timelineText({ attempts, outcome, startedMs, settledMs, cancelledMs }: CallRun): string[] {
  const events = [
    ...attempts.map((attempt) => ({ atMs: attempt.times.headMs, words: attemptWords(attempt) })),
    ...(cancelledMs === undefined ? [] : [{ atMs: cancelledMs, words: 'the caller cancels' }]),
  ].sort((a, b) => a.atMs - b.atMs)
  const end = outcome?.ok ? 'success' : [outcome?.name, outcome?.message].filter(Boolean).join(': ').slice(0, 120)
  const last = settledMs === null ? 'no end' : end || 'an error'
  const shown = events.slice(0, mostLines)
  const left = events.length - shown.length
  const lines = shown.map(({ atMs, words }) => `${ms(atMs - startedMs).padStart(12)}  ${words}`)
  if (left > 0) lines.push(`${''.padStart(12)}  … ${left} more`)
  return [...lines, `${(settledMs === null ? '' : ms(settledMs - startedMs)).padStart(12)}  ${last}`]
}
