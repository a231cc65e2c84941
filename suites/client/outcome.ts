import { type Found, search } from './search.ts'

/** What a client told its caller when it was done. */
export interface Outcome {
  readonly ok: boolean
  /** The error's name, or how the process ended. */
  readonly name: string | null
  readonly message: string | null
  readonly status: number | null
  readonly code: string | null
  readonly requestId: string | null
  /** Everything that can be found in it, however deep. */
  readonly found: Found
  /** Only an exit code is known: nothing can be said of what the caller learns. */
  readonly isBlind: boolean
  /** The end of what a command printed. */
  readonly output?: string
}

const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function nameOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return value === undefined ? null : typeof value
  return asText((value as { name?: unknown }).name) ?? value.constructor?.name ?? null // any object may have a name
}

/** Reads what a promise settled with. A resolved answer with an error status is an error that the client does not throw. */
export async function readSettled(settled: PromiseSettledResult<unknown>): Promise<Outcome> {
  const value: unknown = settled.status === 'fulfilled' ? settled.value : settled.reason
  const found = await search(value)
  const saysNo = found.status !== null && found.status >= 300
  const isOk = settled.status === 'fulfilled' && !(saysNo && isAnswer(value))
  return {
    ok: isOk,
    name: isOk ? null : nameOf(value),
    message: isOk ? null : (found.message ?? asText(value)),
    status: found.status,
    code: found.code,
    requestId: found.requestId,
    found,
    isBlind: false,
  }
}

/** Whether a resolved value is an HTTP answer as such (a Response, an axios answer) rather than data. */
function isAnswer(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return 'headers' in value || ('ok' in value && value.ok === false)
}

const parseErrors = /\b(SyntaxError|JSONDecodeError|ValueError|OverflowError|RangeError|TypeError|InvalidHeader)\b/

/** Whether the client fell over its own reading of the answer, so that the answer itself is lost. */
export function isParseError({ ok, status, name, message }: Outcome): boolean {
  return !ok && status === null && parseErrors.test(`${name} ${message}`)
}
