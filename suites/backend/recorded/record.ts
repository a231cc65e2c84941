import { createOperationFinder } from '../../../contracts/routes.ts'
import { keyVariables } from '../credentials.ts'
import { type Exchange, type HeaderLine, plainBytes } from '../exchange.ts'
import { createRedactor } from '../redact.ts'
import { keptBytes } from '../send/sender.ts'

/** An exchange as somebody else's recording has it. */
export interface RecordedExchange {
  readonly method: string
  readonly url: string
  readonly requestHeaders: readonly HeaderLine[]
  readonly requestBody: string | null
  readonly answer: {
    readonly status: number
    readonly headers: readonly HeaderLine[]
    readonly body: string
    readonly bodyBytes: number
  } | null
  readonly failure: string | null
  /** Epoch milliseconds. */
  readonly sentMs: number
  readonly elapsedMs: number
  readonly isInjected: boolean
}

const secretHeaders = ['cookie', 'set-cookie', 'x-api-key', 'proxy-authorization']

const keyOf = (headers: readonly HeaderLine[]): string | undefined => {
  const value = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1]
  return value === undefined ? undefined : (/^Bearer +(\S+)$/i.exec(value.trim())?.[1] ?? value)
}

/** Makes the function that turns recorded exchanges into judged ones: operations named, credentials masked. */
export function createRecorder(baseUrl: string): (recorded: RecordedExchange) => Exchange {
  const findOperation = createOperationFinder()
  let lastId = 0
  return ({ method, url, requestHeaders, requestBody, answer, failure, sentMs, elapsedMs, isInjected }) => {
    lastId += 1
    const key = keyOf(requestHeaders)
    const redactor = createRedactor([key])
    const shown = (headers: readonly HeaderLine[]) =>
      headers.map(([name, value]): HeaderLine => {
        if (name.toLowerCase() === 'authorization') return [name, `Bearer $${keyVariables.main}`]
        return [name, secretHeaders.includes(name.toLowerCase()) ? '***' : redactor.redact(value)]
      })
    return {
      id: lastId,
      probe: null,
      intent: null,
      operation: url.startsWith(baseUrl) ? findOperation(method, url.slice(baseUrl.length)) : null,
      credential: key === undefined ? 'none' : 'main',
      brokenField: null,
      isInjected,
      request: {
        method,
        url: redactor.redact(url),
        headers: shown(requestHeaders),
        body: requestBody === null ? null : redactor.redact(requestBody),
      },
      answer: answer && {
        status: answer.status,
        headers: shown(answer.headers),
        body: redactor.redact(answer.body.slice(0, keptBytes)),
        bodyBytes: answer.bodyBytes,
        isCut: answer.body.length > keptBytes || answer.bodyBytes > Buffer.byteLength(answer.body),
        bytes: plainBytes,
        isBodyKnown: true,
        hasBytesBeyondEnd: false,
      },
      failure,
      failureKind: answer ? null : 'unrecorded',
      sentMs,
      elapsedMs,
      // Recordings tell only times: a tie counts as at the same time.
      sentOrder: sentMs,
      answeredOrder: sentMs + elapsedMs + 1,
      echoesCredential: answer !== null && redactor.has(answer.body + JSON.stringify(answer.headers)),
    }
  }
}
