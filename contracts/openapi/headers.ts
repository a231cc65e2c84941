import { headerRef } from './refs.ts'

const integerHeader = (description: string) => ({ description, required: true, schema: { type: 'integer' } })

/** The headers of answers, by name. */
export const headers = {
  'X-Request-ID': {
    description: 'The id of this answer, equal to the request_id of an error',
    required: true,
    schema: { type: 'string' },
  },
  'X-RateLimit-Limit': integerHeader('Requests that a window allows'),
  'X-RateLimit-Remaining': integerHeader('Requests that are left in this window'),
  'X-RateLimit-Reset': integerHeader('Unix seconds at which the window ends'),
  'Retry-After': {
    description: 'Whole seconds to wait, or an HTTP-date (RFC 9110 §10.2.3)',
    schema: { type: 'string' },
  },
} as const

/** What every answer carries. */
export const commonHeaders = Object.fromEntries(
  (['X-Request-ID', 'X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset'] as const).map((name) => [
    name,
    headerRef(name),
  ]),
)
