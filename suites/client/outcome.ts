import { keyInError } from './key-in-error.ts'
import { readResolved } from './resolved.ts'
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
  /** It counts as a success, but may be meant as a failure: it resolved with nothing, or with an error's code. */
  readonly isUnsure?: boolean
  /** The client says that it has no method for this request. */
  readonly isUnsupported?: boolean
  /** Where a failure shows the API key. */
  readonly keyIn?: readonly string[]
  /** The end of what a command printed. */
  readonly output?: string
}

const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function nameOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return value === undefined ? null : typeof value
  const name = asText((value as { name?: unknown }).name) // any object may have a name
  const kind = value.constructor?.name
  // Classes that say nothing of their name inherit Error's.
  return (name === 'Error' ? kind : name) ?? kind ?? null
}

/** Reads what a promise settled with. A resolved value that says that the call failed is an error that is not thrown. */
export async function readSettled(settled: PromiseSettledResult<unknown>): Promise<Outcome> {
  const value: unknown = settled.status === 'fulfilled' ? settled.value : settled.reason
  const found = await search(value)
  const says = settled.status === 'rejected' ? 'error' : readResolved(value)
  const isOk = says !== 'error'
  return {
    ok: isOk,
    name: isOk ? null : nameOf(reasonOf(value)),
    message: isOk ? null : (found.message ?? asText(value)),
    status: found.status,
    code: found.code,
    requestId: found.requestId,
    found,
    isBlind: false,
    ...(!isOk && { keyIn: keyInError(value) }),
    ...(saysUnsupported(value) && { isUnsupported: true }),
    // Nothing, or data that speaks of an error's code: only its author knows how it is meant.
    ...(isOk && (says === 'nothing' || found.code !== null) && { isUnsure: true }),
  }
}

/** The error inside a Result, else the value itself. */
function reasonOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.find((one) => one instanceof Error) ?? value[0]
  const error = typeof value === 'object' && value !== null && 'error' in value ? value.error : undefined
  return error instanceof Error ? error : value
}

/** Whether a client says of a request that it cannot make it: `{ unsupported: true }`, resolved or thrown. */
export const saysUnsupported = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'unsupported' in value && value.unsupported === true

/** Java's word for it is an interrupt. */
const aborts = /abort|cancel|interrupt/i

/** Whether a failure is the caller's own cancelling, whatever earlier answer its cause or response still holds. */
export function isAbort({ ok, name, message, found }: Outcome): boolean {
  return !ok && (aborts.test(name ?? '') || (aborts.test(message ?? '') && found.statusDepth !== 1))
}

const parseErrors =
  /\b(SyntaxError|JSONDecodeError|JsonException|JsonParseException|ParserError|ParseError|ValueError|OverflowError|RangeError|NumberFormatException|DateTimeParseException|InvalidHeader)\b/
const parseWords =
  /is not valid JSON|invalid json|Unexpected (token|end of JSON)|invalid character .* looking for|Cannot read propert|is not a function|is not iterable/i

/** Whether the client fell over its own reading of the answer, so that the answer itself is lost. */
export function isParseError({ ok, status, name, message }: Outcome): boolean {
  // A TypeError may be a network error ("terminated", "fetch failed"): its words tell.
  return !ok && status === null && (parseErrors.test(`${name} ${message}`) || parseWords.test(message ?? ''))
}
