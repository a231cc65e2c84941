import { type HeaderLine, plainBytes } from '../exchange.ts'
import type { Run } from '../run.ts'
import { createRecorder, type RecordedExchange } from './record.ts'
import { recordedRun } from './recorded-run.ts'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function headerLines(flat: unknown): HeaderLine[] {
  if (!Array.isArray(flat)) return []
  const lines: HeaderLine[] = []
  for (let i = 0; i + 1 < flat.length; i += 2) lines.push([String(flat[i]), String(flat[i + 1])])
  return lines
}

/** Beyond it there are no dates (ECMA-262 §21.4.1.1). */
const lastMoment = 8.64e15

function readMoment(value: unknown, index: number): number {
  if (typeof value === 'number' && value >= 0 && value <= lastMoment) return value
  throw new TypeError(`The journal is none: attempts.${index}.atMs must be milliseconds since 1970`)
}

const unknownBody = { body: null, bodyBytes: 0, isCut: false, bytes: plainBytes } as const

function readAttempt(attempt: Record<string, unknown>, index: number, origin: string): RecordedExchange {
  const { method, target, headers, status, fault, requestId, atMs, times } = attempt
  const { headMs, responseEndMs } = isRecord(times) ? times : {}
  const isAnswered = typeof status === 'number'
  const took =
    typeof headMs === 'number' && typeof responseEndMs === 'number'
      ? Math.min(responseEndMs - headMs, lastMoment - readMoment(atMs, index))
      : 0
  return {
    method: String(method),
    url: origin + String(target),
    requestHeaders: headerLines(headers),
    requestBody: null,
    answer: isAnswered ? { ...unknownBody, status, headers: [['X-Request-ID', String(requestId)]] } : null,
    failure: isAnswered ? null : { message: 'no answer was sent', kind: 'unrecorded' },
    sentMs: readMoment(atMs, index),
    elapsedMs: took,
    isInjected: typeof fault === 'string',
  }
}

/**
 * Reads a journal as `GET /__mock/journal` gives it: `{ attempts: […] }`. It tells statuses, not bodies, so only rules that
 * look at statuses can be judged. Throws a `TypeError` when it is none.
 */
export function readJournal(source: string, baseUrl: string): Run {
  let journal: unknown
  try {
    journal = JSON.parse(source)
  } catch (cause) {
    throw new TypeError('The journal is not JSON; expected { "attempts": […] }', { cause })
  }
  const attempts: unknown = isRecord(journal) ? journal.attempts : undefined
  if (!Array.isArray(attempts) || !attempts.every(isRecord))
    throw new TypeError('The journal has no attempts; expected { "attempts": […] }')
  if (attempts.length === 0) throw new TypeError('The journal is empty: nobody has sent anything')
  const toExchange = createRecorder(baseUrl)
  const { origin } = new URL(baseUrl)
  return recordedRun(
    baseUrl,
    attempts.map((attempt, index) => toExchange(readAttempt(attempt, index, origin))),
    'statuses',
  )
}
