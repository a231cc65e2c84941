import { type ErrorCode, errorRow } from './errors.ts'

/** The one body of every error (the API's "Standard Error Format"). */
export interface Envelope {
  readonly error: {
    readonly code: string
    readonly message: string
    readonly details?: Readonly<Record<string, unknown>>
  }
  readonly request_id: string
}

/** Builds the envelope of a code; the table's message stands in where none is given. */
export function buildEnvelope(
  code: ErrorCode,
  requestId: string,
  {
    message = errorRow(code).message,
    details,
  }: { message?: string; details?: Readonly<Record<string, unknown>> | undefined } = {},
): Envelope {
  return { error: { code, message, ...(details && { details }) }, request_id: requestId }
}

/** A code as the contract writes it (assumed from the documented ones). */
export const codePattern = /^[A-Z][A-Z0-9_]*$/

/** One way in which a body departs from the envelope: where, what it should be, what it is. */
export interface Difference {
  readonly path: string
  readonly expected: string
  readonly got: string
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}

/** Lists every difference between a parsed body and the envelope, in the envelope's own order; none means it conforms. */
export function envelopeDifferences(body: unknown): Difference[] {
  if (!isObject(body)) return [{ path: '', expected: 'an object with error and request_id', got: describe(body) }]
  const differences: Difference[] = []
  const expect = (holds: boolean, path: string, expected: string, got: unknown) => {
    if (!holds) differences.push({ path, expected, got: describe(got) })
  }
  const { error, request_id: requestId } = body
  if (isObject(error)) {
    const { code, message, details } = error
    expect(typeof code === 'string' && codePattern.test(code), 'error.code', 'a string in SCREAMING_SNAKE_CASE', code)
    expect(typeof message === 'string' && message.trim() !== '', 'error.message', 'a non-empty string', message)
    expect(details === undefined || isObject(details), 'error.details', 'an object, or absent', details)
  } else {
    expect(false, 'error', 'an object with code and message', error)
  }
  expect(typeof requestId === 'string' && requestId.trim() !== '', 'request_id', 'a non-empty string', requestId)
  return differences
}

/** Whether a parsed body is a conforming envelope. */
export function isEnvelope(body: unknown): body is Envelope {
  return envelopeDifferences(body).length === 0
}
