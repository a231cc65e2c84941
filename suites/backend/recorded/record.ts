import { maskBody } from '../../../contracts/mask-body.ts'
import { maskHeader, maskText } from '../../../contracts/mask-secrets.ts'
import { findOperation } from '../../../contracts/routes.ts'
import { keyVariables } from '../credentials.ts'
import type { Answer, BodyBytes, Exchange, FailureKind, HeaderLine } from '../exchange.ts'
import { createRedactor, type Redactor } from '../redact.ts'
import { keptBytes } from '../send/sender.ts'
import { isSteered } from './steered.ts'

/** An answer as somebody else's recording has it. */
export interface RecordedAnswer {
  readonly status: number
  readonly headers: readonly HeaderLine[]
  /** Content coding undone; null where the recording leaves it out. */
  readonly body: string | null
  readonly bodyBytes: number
  /** Whether only the beginning of the body was recorded. */
  readonly isCut: boolean
  readonly bytes: BodyBytes
}

/** An exchange as somebody else's recording has it. */
export interface RecordedExchange {
  readonly method: string
  readonly url: string
  readonly requestHeaders: readonly HeaderLine[]
  readonly requestBody: string | null
  readonly answer: RecordedAnswer | null
  /** Why there is no answer. */
  readonly failure: { readonly message: string; readonly kind: FailureKind } | null
  /** Epoch milliseconds. */
  readonly sentMs: number
  readonly elapsedMs: number
  /** Whether the answer says that it was asked for. */
  readonly isInjected: boolean
}

const keyOf = (headers: readonly HeaderLine[]): string | undefined => {
  const value = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1]
  return value === undefined ? undefined : (/^Bearer +(\S+)$/i.exec(value.trim())?.[1] ?? value)
}

/** Shorter values are words, not secrets: masking them everywhere would eat the report. */
const shortestRepeated = 6

const mostKeys = 100

/** Makes the function that turns recorded exchanges into judged ones: operations named, secrets masked. */
export function createRecorder(baseUrl: string): (recorded: RecordedExchange) => Exchange {
  const redactors = new Map<string, Redactor>()
  let lastId = 0

  function redactorOf(key: string): Redactor {
    const redactor = redactors.get(key) ?? createRedactor([key])
    if (redactors.size < mostKeys) redactors.set(key, redactor)
    return redactor
  }

  return ({ answer, failure, ...recorded }) => {
    lastId += 1
    const { method, url, requestHeaders, requestBody, sentMs, elapsedMs } = recorded
    const key = keyOf(requestHeaders)
    const { redact, has, hasBeginning } = redactorOf(key ?? '')
    const secrets = new Set<string>()
    const tell = (secret: string) => void (secret.length >= shortestRepeated && secrets.add(secret))
    // What the request calls secret is masked wherever the answer repeats it.
    const clean = (text: string) => [...secrets].reduce((rest, secret) => rest.replaceAll(secret, '***'), redact(text))
    const lines = (headers: readonly HeaderLine[]) =>
      headers.map(([name, value]): HeaderLine => {
        const isKey = name.toLowerCase() === 'authorization'
        return [name, isKey ? `Bearer $${keyVariables.main}` : clean(maskHeader(name, value, tell))]
      })
    const request = {
      method,
      url: redact(maskText(url, tell)),
      headers: lines(requestHeaders),
      body: requestBody === null ? null : redact(maskBody(requestBody.slice(0, keptBytes), tell)),
    }
    const said = answer && `${answer.body ?? ''}\n${answer.headers.map((line) => line.join(': ')).join('\n')}`
    return {
      id: lastId,
      probe: null,
      intent: null,
      operation: url.startsWith(baseUrl) ? findOperation(method, url.slice(baseUrl.length)) : null,
      credential: key === undefined ? 'none' : 'main',
      brokenField: null,
      isInjected: recorded.isInjected || isSteered(recorded),
      request,
      answer: answer && keep(answer, lines, (body) => clean(maskBody(body, tell))),
      failure: failure && clean(failure.message),
      failureKind: failure?.kind ?? null,
      sentMs,
      elapsedMs,
      // Recordings tell only times: a tie counts as at the same time.
      sentOrder: sentMs,
      answeredOrder: sentMs + elapsedMs + 1,
      echoesCredential: said !== null && key !== undefined && (has(said) || (isRefusal(answer) && hasBeginning(said))),
    }
  }
}

const isRefusal = (answer: RecordedAnswer | null) => answer !== null && answer.status >= 400

function keep(
  { body, ...answer }: RecordedAnswer,
  lines: (headers: readonly HeaderLine[]) => HeaderLine[],
  clean: (body: string) => string,
): Answer {
  const { status, headers, bodyBytes, bytes } = answer
  return {
    status,
    headers: lines(headers),
    body: clean((body ?? '').slice(0, keptBytes)),
    bodyBytes,
    isCut: answer.isCut || (body?.length ?? 0) > keptBytes,
    bytes,
    // 304 stands for a body that the client has already.
    isBodyKnown: body !== null && status !== 304,
    hasBytesBeyondEnd: false,
  }
}
