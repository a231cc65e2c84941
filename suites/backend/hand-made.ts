import { expect, test } from 'vitest'
import { buildEnvelope } from '../../contracts/envelope.ts'
import { type ErrorCode, errorRow } from '../../contracts/errors.ts'
import { testRule } from '../rules/testing/rule-table.ts'
import type { Verdict } from '../rules/verdict.ts'
import { type Answer, type Exchange, type HeaderLine, plainBytes } from './exchange.ts'
import type { BackendLook, Rule } from './rule.ts'
import type { Run } from './run.ts'
import { decideStandings } from './standing.ts'

/** Header lines in a few words: a list stands for several lines, undefined takes a line away. */
export type HandMadeHeaders = Readonly<Record<string, string | number | readonly string[] | undefined>>

/** Whatever of an exchange a case cares for; the rest is as a conforming backend has it. */
export interface HandMadeFields extends Partial<Omit<Exchange, 'answer' | 'request'>> {
  readonly method?: string
  /** Relative to the base URL. */
  readonly path?: string
  /** What was sent. */
  readonly sent?: HandMadeHeaders
  readonly sentBody?: string
  /** What was answered, beside or instead of the usual headers. */
  readonly headers?: HandMadeHeaders
  /** A text as it is, anything else as JSON. */
  readonly body?: unknown
  readonly answer?: Partial<Omit<Answer, 'status' | 'headers' | 'body'>>
}

const baseUrl = 'https://target.example/api/v2'
/** When hand-made exchanges happen: each a second after the one before. */
export const handMadeMs = 1_795_000_000_000

const lines = (headers: HandMadeHeaders): HeaderLine[] =>
  Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((line): HeaderLine => [name, String(line)]),
  )

/** An exchange that was answered with this status. Its places in the order of all are given when it joins a run. */
export function answered(status: number, fields: HandMadeFields = {}): Exchange {
  const {
    method = 'GET',
    path = '/user-files',
    sent = {},
    sentBody = null,
    headers = {},
    body = '',
    answer,
    ...rest
  } = fields
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const usual = text === '' ? {} : { 'Content-Type': 'application/json' }
  return {
    id: 0,
    probe: null,
    intent: null,
    operation: null,
    credential: 'main',
    brokenField: null,
    isInjected: false,
    request: { method, url: baseUrl + path, headers: lines(sent), body: sentBody },
    answer: {
      status,
      headers: lines({ ...usual, ...headers }),
      body: text,
      bodyBytes: Buffer.byteLength(text),
      isCut: false,
      bytes: plainBytes,
      isBodyKnown: true,
      hasBytesBeyondEnd: false,
      ...answer,
    },
    failure: null,
    failureKind: null,
    sentMs: 0,
    elapsedMs: 20,
    sentOrder: 0,
    answeredOrder: 0,
    echoesCredential: false,
    ...rest,
  }
}

let lastRequest = 0

/** An id that no other hand-made answer has. */
export const newRequestId = (): string => `00000000-0000-4000-8000-${String(++lastRequest).padStart(12, '0')}`

/** Fields of `error` that a case sets, and the request_id; undefined takes one away. */
export interface HandMadeError extends HandMadeFields {
  readonly status?: number
  readonly error?: Readonly<Record<string, unknown>>
  readonly requestId?: unknown
}

/** An exchange that was answered with this error, as the contract has it but for what is said. */
export function refused(code: ErrorCode, { status, error = {}, requestId, ...fields }: HandMadeError = {}): Exchange {
  const row = errorRow(code)
  const id = newRequestId()
  const envelope = buildEnvelope(code, id)
  const body = {
    ...envelope,
    error: { ...envelope.error, ...error },
    ...(requestId !== undefined && { request_id: requestId }),
  }
  const headers = {
    'X-Request-ID': id,
    ...(row.retryAfterSeconds !== undefined && { 'Retry-After': row.retryAfterSeconds }),
    ...fields.headers,
  }
  return answered(status ?? row.status, { body, ...fields, headers })
}

/** An exchange that was never answered. */
export function unanswered(failure: string, fields: HandMadeFields = {}): Exchange {
  return { ...answered(0, fields), answer: null, failure, failureKind: fields.failureKind ?? 'broken' }
}

/** A run of these exchanges, one after the other, a second apart. */
export function handMadeRun(exchanges: readonly Exchange[], fields: Partial<Run> = {}): Run {
  return {
    baseUrl,
    origin: 'probes',
    shows: 'answers',
    exchanges: exchanges.map((exchange, index) => ({
      ...exchange,
      id: index + 1,
      sentMs: exchange.sentMs || handMadeMs + index * 1_000,
      sentOrder: exchange.sentOrder || 2 * index + 1,
      answeredOrder: exchange.answeredOrder || 2 * index + 2,
    })),
    recipes: [],
    allowed: [],
    ending: 'completed',
    startedMs: handMadeMs,
    elapsedMs: exchanges.length * 1_000,
    ...fields,
  }
}

/** A branch of a rule: its name, the exchanges (or a whole run), the verdict that is due, and a part of its evidence. */
export type BackendCase = readonly [
  name: string,
  seen: readonly Exchange[] | Run,
  verdict: Verdict,
  evidence: string | RegExp,
]

const isList = (seen: readonly Exchange[] | Run): seen is readonly Exchange[] => Array.isArray(seen)

/** Ids as they are first met: those of hand-made answers go on counting from file to file. */
function withoutIds(text: string): string {
  const met: string[] = []
  return text.replace(/00000000-0000-4000-8000-\d{12}/g, (id) => {
    if (!met.includes(id)) met.push(id)
    return `<id ${met.indexOf(id) + 1}>`
  })
}

/** All that a look says, in a line. */
const wholeLook = ({ verdict, evidence, exchange, ...more }: BackendLook): string =>
  withoutIds(
    `${verdict}: ${evidence}${exchange ? ` #${exchange.id}` : ''}${Object.keys(more).length > 0 ? ` ${JSON.stringify(more)}` : ''}`,
  )

/** Declares one test for each branch of a rule, and one that holds all that it says of them by a snapshot. */
export function testBackendRule(rule: Rule, cases: readonly BackendCase[]): void {
  const judge = (seen: readonly Exchange[] | Run) =>
    rule.judge(decideStandings(isList(seen) ? handMadeRun(seen) : seen))
  testRule(judge, cases)
  test(`${rule.id} says the whole of it`, () => {
    expect(cases.map(([name, seen]) => [name, ...judge(seen).map(wholeLook)])).toMatchSnapshot()
  })
}
