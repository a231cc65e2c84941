import type { Exchange, HeaderLine } from '../exchange.ts'
import type { Run } from '../run.ts'
import { createRecorder, type RecordedExchange } from './record.ts'
import { recordedRun } from './recorded-run.ts'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const record = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {})

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function lines(headers: unknown): HeaderLine[] {
  if (!Array.isArray(headers)) return []
  return headers.filter(isRecord).map(({ name, value }): HeaderLine => [text(name), text(value)])
}

function bodyText(content: Record<string, unknown>): string {
  return content.encoding === 'base64' ? Buffer.from(text(content.text), 'base64').toString() : text(content.text)
}

function readEntry(entry: unknown): RecordedExchange {
  const { request: rawRequest, response: rawResponse, startedDateTime, time } = record(entry)
  const request = record(rawRequest)
  const response = record(rawResponse)
  const status = Number(response.status)
  const headers = lines(response.headers)
  const body = bodyText(record(response.content))
  const postData = record(request.postData)
  return {
    method: text(request.method),
    url: text(request.url),
    requestHeaders: lines(request.headers),
    requestBody: 'text' in postData ? text(postData.text) : null,
    // HAR 1.2 writes status 0 where no answer came.
    answer: status > 0 ? { status, headers, body, bodyBytes: Buffer.byteLength(body) } : null,
    failure: status > 0 ? null : text(response._error) || 'no answer was recorded',
    sentMs: Date.parse(text(startedDateTime)),
    elapsedMs: typeof time === 'number' ? time : 0,
    isInjected: headers.some(([name]) => name.toLowerCase() === 'mock-fault-served'),
  }
}

/**
 * Reads a HAR 1.2 recording (browsers and proxies write them). Only what was sent below `baseUrl` counts; preflights are
 * the browser's own and are left out. Throws a `TypeError` when it is no HAR or holds nothing of the target.
 */
export function readHar(source: string, baseUrl: string): Run {
  let har: unknown
  try {
    har = JSON.parse(source)
  } catch (cause) {
    throw new TypeError('The recording is not JSON; expected a HAR file', { cause })
  }
  const { entries } = record(record(har).log)
  if (!Array.isArray(entries)) throw new TypeError('The recording has no log.entries; expected a HAR file')
  const toExchange = createRecorder(baseUrl)
  const exchanges: Exchange[] = entries
    .map(readEntry)
    .filter(({ url, method }) => url.startsWith(`${baseUrl}/`) && method !== 'OPTIONS')
    .toSorted((a, b) => a.sentMs - b.sentMs)
    .map(toExchange)
  if (exchanges.length === 0) throw new TypeError(`None of the ${entries.length} recorded requests went to ${baseUrl}`)
  return recordedRun(baseUrl, exchanges, 'answers')
}
