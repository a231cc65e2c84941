import { type ErrorCode, errorRow } from '../errors.ts'
import { commonErrors, errorsOf, type OperationId } from '../operations/index.ts'
import errorSchemas from '../schemas/error.json' with { type: 'json' }
import { commonHeaders } from './headers.ts'
import { exampleRef, headerRef, responseRef } from './refs.ts'

/** The statuses under which an error is declared: the one that is sent, and 400 beside 422 for validation. */
function statusesOf(code: ErrorCode): number[] {
  return code === 'VALIDATION_ERROR' ? [400, 422] : [errorRow(code).status]
}

/** The envelope as these errors send it. */
function envelopeOf(codes: readonly ErrorCode[]): object {
  const { properties, ...envelope } = errorSchemas.$defs.Envelope
  const { properties: fields, ...error } = properties.error
  const narrowed = { ...error, properties: { ...fields, code: { type: 'string', enum: codes } } }
  return { ...envelope, properties: { ...properties, error: narrowed } }
}

function errorResponse(codes: readonly ErrorCode[]): object {
  const hasRetryAfter = codes.some((code) => errorRow(code).retryAfter !== 'absent')
  return {
    description: codes.map((code) => `${code}: ${errorRow(code).meaning}`).join('\n\n'),
    headers: { ...commonHeaders, ...(hasRetryAfter && { 'Retry-After': headerRef('Retry-After') }) },
    content: {
      'application/json': {
        schema: envelopeOf(codes),
        examples: Object.fromEntries(codes.map((code) => [code, exampleRef(code)])),
      },
    },
  }
}

/** Codes by the statuses under which they are declared, both in order. */
function byStatus(codes: readonly ErrorCode[]): readonly (readonly [status: number, codes: readonly ErrorCode[]])[] {
  const groups = new Map<number, ErrorCode[]>()
  for (const code of [...new Set(codes)].sort()) {
    for (const status of statusesOf(code)) groups.set(status, [...(groups.get(status) ?? []), code])
  }
  return [...groups].sort(([a], [b]) => a - b)
}

/** Collects the error answers of operations: those with the same status and the same codes stand once, under components. */
export function createErrorResponses() {
  const names = new Map<string, string>()
  const components: Record<string, object> = {}

  function nameOf(status: number, codes: readonly ErrorCode[]): string {
    const key = `${status} ${codes.join(' ')}`
    const known = names.get(key)
    if (known !== undefined) return known
    // The errors that most operations share come first, and take the short names.
    const name = `Error${status}` in components ? `Error${status}_${codes.join('_')}` : `Error${status}`
    names.set(key, name)
    components[name] = errorResponse(codes)
    return name
  }

  for (const [status, codes] of byStatus(commonErrors)) nameOf(status, codes)

  return {
    components,
    /** The error answers of an operation, by status, each a reference. */
    of(id: OperationId): Record<string, object> {
      return Object.fromEntries(
        byStatus(errorsOf(id)).map(([status, codes]) => [status, responseRef(nameOf(status, codes))]),
      )
    },
  }
}
