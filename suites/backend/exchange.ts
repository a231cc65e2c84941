import type { OperationId } from '../../contracts/operations/index.ts'
import { type JsonReading, readJson } from '../../contracts/read-json.ts'
import type { Intent } from './probe.ts'

/** A header line as it went over the wire. A name may stand on several lines. */
export type HeaderLine = readonly [name: string, value: string]

export interface SentRequest {
  readonly method: string
  readonly url: string
  /** Credentials are replaced by the name of the variable that holds them: `Bearer $AIONVISION_API_KEY`. */
  readonly headers: readonly HeaderLine[]
  /** The body as text; null when there was none. Long and binary bodies are described instead. */
  readonly body: string | null
}

/** What the bytes of a body were before they became text. The headers may say something else. */
export interface BodyBytes {
  /** How they were encoded in fact, by their first bytes; `unreadable` where they could not be decoded as declared. */
  readonly encoding: 'identity' | 'gzip' | 'deflate' | 'br' | 'zstd' | 'unreadable'
  /** They begin with a byte order mark. */
  readonly hasBom: boolean
  /** They are well-formed UTF-8. */
  readonly isUtf8: boolean
}

/** What a body is when there is nothing to say of its bytes. */
export const plainBytes: BodyBytes = { encoding: 'identity', hasBom: false, isUtf8: true }

export interface Answer {
  readonly status: number
  readonly headers: readonly HeaderLine[]
  /** The body as text, content coding undone, credentials masked; the beginning of it where it is long. */
  readonly body: string
  /** As it came over the wire. */
  readonly bodyBytes: number
  /** Whether more came than was kept. */
  readonly isCut: boolean
  /** What is known of the bytes behind `body`. */
  readonly bytes: BodyBytes
  /** Whether `body` is what was sent; false where a recording left it out. */
  readonly isBodyKnown: boolean
  /** Bytes that followed where the answer must have ended (a body on 204 or HEAD). */
  readonly hasBytesBeyondEnd: boolean
}

/**
 * Why there was no answer. `unreachable`: nobody to speak to; `tls`: no secure connection; `silent`: nothing came in time;
 * `broken`: the connection ended too early; `not-http`: what came is no HTTP; `aborted`: who asked gave up; `unrecorded`:
 * a recording does not tell.
 */
export type FailureKind = 'unreachable' | 'tls' | 'silent' | 'broken' | 'not-http' | 'aborted' | 'unrecorded'

/** One request and what came of it: an answer, or the reason why there was none. */
export interface Exchange {
  readonly id: number
  /** The probe that sent it; null for recorded traffic. */
  readonly probe: string | null
  /** What the request wanted to see; null for recorded traffic whose wish nobody knows. */
  readonly intent: Intent | null
  readonly operation: OperationId | null
  /** Which key was sent; `none` when there was none. */
  readonly credential: string
  /** The property that the probe broke on purpose. */
  readonly brokenField: string | null
  /** Whether the error was asked for by an injection header, so that it says nothing about the target's health. */
  readonly isInjected: boolean
  readonly request: SentRequest
  readonly answer: Answer | null
  readonly failure: string | null
  /** Null when there is an answer. */
  readonly failureKind: FailureKind | null
  /** Epoch milliseconds. */
  readonly sentMs: number
  readonly elapsedMs: number
  /** Places in the order of all sendings and answers: what was answered before another was sent has the smaller number. */
  readonly sentOrder: number
  readonly answeredOrder: number
  /** Whether the key that was sent came back in the answer. */
  readonly echoesCredential: boolean
}

export type Answered = Exchange & { readonly answer: Answer }

export const isAnswered = (exchange: Exchange): exchange is Answered => exchange.answer !== null

/** All values of a header, in the order of their lines. */
export function headerValues({ headers }: { headers: readonly HeaderLine[] }, name: string): readonly string[] {
  const wanted = name.toLowerCase()
  return headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value)
}

/** The value of a header, several lines joined as HTTP joins them; undefined when it is absent. */
export function headerValue(message: { headers: readonly HeaderLine[] }, name: string): string | undefined {
  const values = headerValues(message, name)
  return values.length === 0 ? undefined : values.join(', ')
}

const readings = new WeakMap<Answer, JsonReading>()

/** An answer's body read as JSON, once for all rules: with the fault where it is not quite JSON. */
export function readBodyJson(answer: Answer): JsonReading {
  const known = readings.get(answer)
  if (known) return known
  const reading = readJson(answer.body)
  readings.set(answer, reading)
  return reading
}

/** An answer's body as JSON, as a lenient reader has it; undefined when it is none. */
export const parseBody = (answer: Answer): unknown => readBodyJson(answer).value

/** How an exchange is spoken of in one line: `GET /user-files?limit=0 → 422`. */
export function nameExchange({ request, answer, failure }: Exchange, baseUrl = ''): string {
  const path = request.url.startsWith(baseUrl) ? request.url.slice(baseUrl.length) : request.url
  return `${request.method} ${path} → ${answer ? answer.status : (failure ?? 'no answer')}`
}
