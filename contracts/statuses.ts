import type { ErrorCode } from './errors.ts'

export interface StatusRow {
  readonly status: number
  readonly title: string
  readonly meaning: string
  /** The error that the mock sends when somebody asks for this status; `null` on a success. */
  readonly error: ErrorCode | null
}

/** The fourteen rows of the API's status table: thirteen statuses, 503 stands twice. */
export const statuses = {
  ok: { status: 200, title: 'OK', meaning: 'The request succeeded.', error: null },
  created: { status: 201, title: 'Created', meaning: 'The resource was created.', error: null },
  'no-content': {
    status: 204,
    title: 'No Content',
    meaning: 'The request succeeded and there is no body, typically after DELETE.',
    error: null,
  },
  'bad-request': {
    status: 400,
    title: 'Bad Request',
    meaning: 'The syntax or a parameter is invalid.',
    error: 'VALIDATION_ERROR',
  },
  unauthorized: {
    status: 401,
    title: 'Unauthorized',
    meaning: 'The API key is missing or invalid.',
    error: 'INVALID_API_KEY',
  },
  forbidden: {
    status: 403,
    title: 'Forbidden',
    meaning: 'The key is valid but lacks a permission or scope.',
    error: 'AUTHZ_ERROR',
  },
  'not-found': {
    status: 404,
    title: 'Not Found',
    meaning: 'The resource does not exist or is not yours.',
    error: 'HTTP_404',
  },
  conflict: {
    status: 409,
    title: 'Conflict',
    meaning: 'The resource exists already, for example a duplicate upload.',
    error: 'HTTP_409',
  },
  'payment-required': {
    status: 402,
    title: 'Payment Required',
    meaning: 'The subscription is past due.',
    error: 'HTTP_402',
  },
  unprocessable: {
    status: 422,
    title: 'Unprocessable Entity',
    meaning: 'Well-formed, but breaks a validation or business rule.',
    error: 'VALIDATION_ERROR',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too Many Requests',
    meaning: 'A limit is exceeded; Retry-After says how long to wait.',
    error: 'RATE_LIMIT_ERROR',
  },
  'server-error': {
    status: 500,
    title: 'Internal Server Error',
    meaning: 'The server failed; retry with exponential backoff.',
    error: 'HTTP_500',
  },
  'provider-failure': {
    status: 503,
    title: 'Service Unavailable',
    meaning: 'The AI provider or another upstream service failed.',
    error: 'VLM_PROVIDER_ERROR',
  },
  overload: {
    status: 503,
    title: 'Service Unavailable',
    meaning: 'Temporary overload; retry after a short delay.',
    error: 'MEMORY_LIMIT_EXCEEDED',
  },
} as const satisfies Record<string, StatusRow>

type RowWithError = Exclude<(typeof statuses)[StatusRowId], { readonly error: null }>

/** The documented statuses of errors. */
export type ErrorStatus = RowWithError['status']

export type StatusRowId = keyof typeof statuses

export const statusRows: readonly (StatusRow & { readonly id: StatusRowId })[] = (
  Object.keys(statuses) as StatusRowId[]
) // keys of a literal object
  .map((id) => ({ id, ...statuses[id] }))

/** The thirteen documented statuses, ascending. */
export const documentedStatuses: readonly number[] = [...new Set(statusRows.map((row) => row.status))].sort(
  (a, b) => a - b,
)

/** The error that stands for a documented error status (503: the AI-provider row); undefined for any other number. */
export function defaultErrorOf(status: number): ErrorCode | undefined {
  return statusRows.find((row) => row.status === status)?.error ?? undefined
}
