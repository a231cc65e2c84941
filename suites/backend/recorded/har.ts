import { type Exchange, type HeaderLine, headerValue } from '../exchange.ts'
import type { Run } from '../run.ts'
import { createOriginMatcher } from './below.ts'
import { bodyOf } from './har-body.ts'
import { createRecorder, type RecordedExchange } from './record.ts'
import { recordedRun } from './recorded-run.ts'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const record = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {})

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Browsers list the pseudo-headers of HTTP/2 (`:path`), too. */
function lines(headers: unknown): HeaderLine[] {
  if (!Array.isArray(headers)) return []
  return headers
    .filter(isRecord)
    .map(({ name, value }): HeaderLine => [text(name), text(value)])
    .filter(([name]) => !name.startsWith(':'))
}

/** Whose doing it was that there is no answer. */
function failureOf(response: Record<string, unknown>): RecordedExchange['failure'] {
  const error = text(response._error) || text(response.statusText)
  const kind = /abort|block|cancel|intercept/i.test(error) ? 'aborted' : 'unrecorded'
  return { message: error || 'no answer was recorded', kind }
}

/** A year. What claims to have taken longer does not say how long it took. */
const longestMs = 31_536_000_000

function readEntry(entry: unknown): RecordedExchange {
  const { request: rawRequest, response: rawResponse, startedDateTime, time } = record(entry)
  const request = record(rawRequest)
  const response = record(rawResponse)
  const status = Number(response.status)
  const headers = lines(response.headers)
  const postData = record(request.postData)
  const exchange = {
    method: text(request.method).toUpperCase(),
    url: text(request.url),
    requestHeaders: lines(request.headers),
    requestBody: 'text' in postData ? text(postData.text) : null,
    sentMs: Date.parse(text(startedDateTime)) || 0,
    elapsedMs: typeof time === 'number' && time > 0 && time < longestMs ? time : 0,
    isInjected: headers.some(([name]) => name.toLowerCase() === 'mock-fault-served'),
  }
  // Where no answer came, HAR 1.2 has status 0 and some write −1.
  if (!(status >= 100)) return { ...exchange, answer: null, failure: failureOf(response) }
  const body = bodyOf(record(response.content), {
    isLost: text(response._error) !== '',
    isNone: exchange.method === 'HEAD' || status === 204,
    contentEncoding: headerValue({ headers }, 'Content-Encoding'),
  })
  return { ...exchange, answer: { status, headers, ...body }, failure: null }
}

/** What a browser took from its cache says nothing of the target now. */
const isFromCache = (entry: unknown) => '_fromCache' in record(entry) && record(entry)._fromCache !== null

/**
 * Reads a HAR 1.2 recording (browsers and proxies write them). Only what was sent below `baseUrl` counts; preflights are
 * the browser's own and are left out. Throws a `TypeError` when it is no HAR or holds nothing of the target.
 */
export function readHar(source: string, baseUrl: string): Run {
  let har: unknown
  try {
    har = JSON.parse(source.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new TypeError('The recording is not JSON; expected a HAR file', { cause })
  }
  const { entries } = record(record(har).log)
  if (!Array.isArray(entries)) throw new TypeError('The recording has no log.entries; expected a HAR file')
  const below = createOriginMatcher(baseUrl)
  const toExchange = createRecorder(baseUrl)
  const exchanges: Exchange[] = entries
    .filter((entry) => !isFromCache(entry))
    .map(readEntry)
    .flatMap((recorded) => {
      const url = below(recorded.url)
      return url === undefined || recorded.method === 'OPTIONS' ? [] : [{ ...recorded, url }]
    })
    .toSorted((a, b) => a.sentMs - b.sentMs)
    .map(toExchange)
  if (exchanges.length === 0) throw new TypeError(`None of the ${entries.length} recorded requests went to ${baseUrl}`)
  return recordedRun(baseUrl, exchanges, 'answers')
}
