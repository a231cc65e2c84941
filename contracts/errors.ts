/**
 * Where a fact comes from: the API's own error page, another of its public pages, or nowhere (assumed here, and
 * therefore never a reason to fail a real backend).
 */
export type Provenance = 'documented' | 'published' | 'assumed'

/** Whether an answer with this code carries `Retry-After`. */
export type RetryAfterPresence = 'required' | 'optional' | 'absent'

/**
 * What a client may do with the same request: `backoff` (again, with growing waits), `after-wait` (again, once
 * Retry-After or the running work is over), `changed` (only with another body or through another endpoint), `never`.
 */
export type RetryClass = 'backoff' | 'after-wait' | 'changed' | 'never'

export type ErrorGroup = 'request' | 'authentication' | 'upload' | 'quota' | 'processing' | 'http'

/** One row of the error table. Everything else that knows errors (mock, suites, documents) is derived from it. */
export interface ErrorRow {
  readonly group: ErrorGroup
  /** The status that the mock sends. */
  readonly status: number
  /** Further statuses that a real backend may send with this code. */
  readonly acceptedStatuses: readonly number[]
  /** How well `status` is founded. */
  readonly provenance: Provenance
  readonly retryAfter: RetryAfterPresence
  /** Seconds that the mock asks for when nothing computes a better value. Set where `retryAfter` is `required`. */
  readonly retryAfterSeconds?: number
  readonly retry: RetryClass
  /** The message of an injected error. */
  readonly message: string
  readonly meaning: string
  readonly remedy: string
  /** Whether ordinary use of the mock meets it, as a provocation in fixtures shows, or why none does. */
  readonly byUse: 'provoked' | Never
  /** The operation on which `verify` asks for it by `Mock-Fault`. A read: a target that does not know the header just answers. */
  readonly injectedOn: string
  /** What `verify` needs to see it without that: one of the operator's keys, a permission, nothing; or why it never will. */
  readonly verify: 'nothing' | { readonly key?: string; readonly allow?: 'writes' | 'bursts' } | Never
}

/** Why something does not come about. */
export interface Never {
  readonly never: string
}

/**
 * THE table: every code of the API's page "Error Codes Reference", then the `HTTP_<status>` names for statuses that
 * have no code of their own (a pattern that the documented `HTTP_413` shows).
 */
export const errors = {
  VALIDATION_ERROR: {
    group: 'request',
    status: 422,
    acceptedStatuses: [400],
    provenance: 'documented',
    retryAfter: 'absent',
    retry: 'never',
    message: 'Invalid request parameters',
    meaning:
      'A parameter or the body is malformed (400) or breaks a documented rule (422); details name the field and the issue.',
    remedy: 'Correct the field that details name, then send the request again.',
    byUse: 'provoked',
    injectedOn: 'listFolders',
    verify: 'nothing',
  },
  INVALID_API_KEY: {
    group: 'authentication',
    status: 401,
    acceptedStatuses: [],
    provenance: 'documented',
    retryAfter: 'absent',
    retry: 'never',
    message: 'The API key is missing, malformed or unknown',
    meaning: 'No API key was sent, or the one sent is malformed or unknown.',
    remedy: 'Send a valid key from the dashboard as "Authorization: Bearer …".',
    byUse: 'provoked',
    injectedOn: 'listDocuments',
    verify: 'nothing',
  },
  EXPIRED_API_KEY: {
    group: 'authentication',
    status: 401,
    acceptedStatuses: [403],
    provenance: 'assumed',
    retryAfter: 'absent',
    retry: 'never',
    message: 'The API key has expired',
    meaning: 'The key was valid once; its expiry date has passed.',
    remedy: 'Create a new key in the dashboard.',
    byUse: 'provoked',
    injectedOn: 'listFolders',
    verify: { key: 'expired' },
  },
  DEACTIVATED_API_KEY: {
    group: 'authentication',
    status: 401,
    acceptedStatuses: [403],
    provenance: 'assumed',
    retryAfter: 'absent',
    retry: 'never',
    message: 'The API key has been deactivated',
    meaning: 'The key was switched off or revoked.',
    remedy: 'Create a new key in the dashboard.',
    byUse: 'provoked',
    injectedOn: 'listFolders',
    verify: { key: 'deactivated' },
  },
  AUTHZ_ERROR: {
    group: 'authentication',
    status: 403,
    acceptedStatuses: [],
    provenance: 'documented',
    retryAfter: 'absent',
    retry: 'never',
    message: 'The API key lacks the scope that this operation requires',
    meaning: 'The key is valid but its scopes do not allow this operation.',
    remedy: 'Create a key that has the required scope.',
    byUse: 'provoked',
    injectedOn: 'listFiles',
    verify: { key: 'readonly' },
  },
  HTTP_413: {
    group: 'upload',
    status: 413,
    acceptedStatuses: [],
    provenance: 'documented',
    retryAfter: 'absent',
    retry: 'changed',
    message: 'The file exceeds the maximum size',
    meaning: 'The file or body is larger than allowed, or the storage quota is used up.',
    remedy: 'Send a smaller file, or upload a video in chunks; the message tells which limit it was.',
    byUse: 'provoked',
    injectedOn: 'listFiles',
    verify: 'nothing',
  },
  CHUNK_UPLOAD_ERROR: {
    group: 'upload',
    status: 422,
    acceptedStatuses: [400, 409],
    provenance: 'assumed',
    retryAfter: 'absent',
    retry: 'changed',
    message: 'The video chunk could not be accepted',
    meaning: 'A chunk of a video has a wrong number, size, checksum or state.',
    remedy: 'Check the chunk boundaries, then ask the chunk-retry endpoint for a new URL.',
    byUse: 'provoked',
    injectedOn: 'listFiles',
    verify: { allow: 'writes' },
  },
  MEMORY_LIMIT_EXCEEDED: {
    group: 'upload',
    status: 503,
    acceptedStatuses: [429],
    provenance: 'documented',
    retryAfter: 'required',
    retryAfterSeconds: 5,
    retry: 'after-wait',
    message: 'The server is temporarily overloaded with concurrent uploads',
    meaning: 'Concurrent uploads take all the memory that the server grants them.',
    remedy: 'Let running uploads end, wait as long as Retry-After says, then send it again.',
    byUse: 'provoked',
    injectedOn: 'listFiles',
    verify: { never: 'needs gigabytes of uploads at the same moment' },
  },
  STORAGE_QUOTA_EXCEEDED: {
    group: 'quota',
    status: 413,
    acceptedStatuses: [403, 422, 507],
    provenance: 'published',
    retryAfter: 'absent',
    retry: 'never',
    message: 'The storage of this account is full',
    meaning: 'The account stores as many bytes as its plan allows.',
    remedy: 'Delete files that are no longer needed, or upgrade the plan.',
    byUse: 'provoked',
    injectedOn: 'getTenantLimits',
    verify: { key: 'full', allow: 'writes' },
  },
  RATE_LIMIT_ERROR: {
    group: 'quota',
    status: 429,
    acceptedStatuses: [],
    provenance: 'documented',
    retryAfter: 'required',
    retryAfterSeconds: 5,
    retry: 'after-wait',
    message: 'Too many requests in this time window',
    meaning: 'More requests arrived in the time window than the plan allows.',
    remedy: 'Wait as long as Retry-After says; back off exponentially when it happens again.',
    byUse: 'provoked',
    injectedOn: 'listFiles',
    verify: { allow: 'bursts' },
  },
  USAGE_LIMIT_EXCEEDED: {
    group: 'quota',
    status: 429,
    acceptedStatuses: [402, 403],
    provenance: 'published',
    retryAfter: 'optional',
    retry: 'never',
    message: 'The monthly usage limit is reached',
    meaning: 'The calls or AI descriptions of this billing month are used up.',
    remedy: 'Wait for the next billing cycle or upgrade the plan; retrying sooner cannot succeed.',
    byUse: 'provoked',
    injectedOn: 'getTenantLimits',
    verify: { key: 'exhausted', allow: 'writes' },
  },
  CONCURRENT_UPLOAD_LIMIT_EXCEEDED: {
    group: 'quota',
    status: 429,
    acceptedStatuses: [],
    provenance: 'published',
    retryAfter: 'required',
    retryAfterSeconds: 2,
    retry: 'after-wait',
    message: 'The maximum number of concurrent uploads is reached',
    meaning: 'As many uploads are under way as the plan allows at the same time.',
    remedy: 'Wait for running uploads to end before starting another.',
    byUse: 'provoked',
    injectedOn: 'getTenantLimits',
    verify: { never: 'needs dozens of uploads held open' },
  },
  IMAGE_PROCESSING_ERROR: {
    group: 'processing',
    status: 422,
    acceptedStatuses: [400, 500, 503],
    provenance: 'assumed',
    retryAfter: 'absent',
    retry: 'changed',
    message: 'The image could not be processed',
    meaning: 'The bytes are not a readable image, or its processing failed.',
    remedy: 'Check that the file is intact and of its stated format, then upload it again.',
    byUse: 'provoked',
    injectedOn: 'listFiles',
    verify: { allow: 'writes' },
  },
  VLM_PROVIDER_ERROR: {
    group: 'processing',
    status: 503,
    acceptedStatuses: [502],
    provenance: 'documented',
    retryAfter: 'optional',
    retry: 'backoff',
    message: 'The AI vision provider failed to answer',
    meaning: 'The AI provider behind the API reported an error or cannot be reached.',
    remedy: 'Retry with exponential backoff; when it persists the provider itself is down.',
    byUse: 'provoked',
    injectedOn: 'listFolders',
    verify: { never: 'needs the AI provider to fail' },
  },
  TIMEOUT: {
    group: 'processing',
    status: 503,
    acceptedStatuses: [408, 500, 504],
    provenance: 'assumed',
    retryAfter: 'optional',
    retry: 'backoff',
    message: 'The operation timed out',
    meaning: 'The operation did not end within the time that the server allows.',
    remedy: 'Retry with a smaller batch or a simpler query.',
    byUse: 'provoked',
    injectedOn: 'listFolders',
    verify: { never: 'needs an operation that takes too long' },
  },
  HTTP_402: {
    group: 'http',
    status: 402,
    acceptedStatuses: [],
    provenance: 'assumed',
    retryAfter: 'absent',
    retry: 'never',
    message: 'The subscription is past due',
    meaning: 'A payment is due; the API answers nothing else until it is made.',
    remedy: 'Settle the subscription in the dashboard.',
    byUse: 'provoked',
    injectedOn: 'listFolders',
    verify: { key: 'pastdue' },
  },
  HTTP_404: {
    group: 'http',
    status: 404,
    acceptedStatuses: [],
    provenance: 'assumed',
    retryAfter: 'absent',
    retry: 'never',
    message: 'The resource does not exist or is not yours',
    meaning: 'There is no such resource, or it belongs to somebody else.',
    remedy: 'Check the path and the id.',
    byUse: 'provoked',
    injectedOn: 'listFolders',
    verify: 'nothing',
  },
  HTTP_405: {
    group: 'http',
    status: 405,
    acceptedStatuses: [],
    provenance: 'assumed',
    retryAfter: 'absent',
    retry: 'never',
    message: 'The path does not allow this method',
    meaning: 'The path exists, but not with this method; the Allow header lists those that do.',
    remedy: 'Use one of the methods in Allow.',
    byUse: 'provoked',
    injectedOn: 'listFolders',
    verify: 'nothing',
  },
  HTTP_409: {
    group: 'http',
    status: 409,
    acceptedStatuses: [],
    provenance: 'assumed',
    retryAfter: 'absent',
    retry: 'never',
    message: 'The resource exists already',
    meaning: 'The request clashes with the present state, for example a duplicate upload.',
    remedy: 'Use the resource that exists, or change what clashes.',
    byUse: 'provoked',
    injectedOn: 'listFolders',
    verify: { allow: 'writes' },
  },
  HTTP_415: {
    group: 'http',
    status: 415,
    acceptedStatuses: [],
    provenance: 'assumed',
    retryAfter: 'absent',
    retry: 'never',
    message: 'The content type is not supported here',
    meaning: 'The body is of a media type that this operation does not read.',
    remedy: 'Send the content type that the operation documents.',
    byUse: 'provoked',
    injectedOn: 'listFolders',
    verify: 'nothing',
  },
  HTTP_431: {
    group: 'http',
    status: 431,
    acceptedStatuses: [],
    provenance: 'assumed',
    retryAfter: 'absent',
    retry: 'never',
    message: 'The request headers are too large',
    meaning: 'The header fields exceed what the server reads.',
    remedy: 'Send fewer or shorter header fields.',
    byUse: 'provoked',
    injectedOn: 'listFolders',
    verify: { never: 'needs larger headers than a client sends' },
  },
  HTTP_500: {
    group: 'http',
    status: 500,
    acceptedStatuses: [],
    provenance: 'assumed',
    retryAfter: 'absent',
    retry: 'backoff',
    message: 'The server failed unexpectedly',
    meaning: 'The server met a condition that it did not foresee.',
    remedy: 'Retry with exponential backoff; quote the request_id when it persists.',
    byUse: { never: 'only a defect of the server brings it about' },
    injectedOn: 'listFolders',
    verify: { never: 'needs the server to fail' },
  },
  HTTP_501: {
    group: 'http',
    status: 501,
    acceptedStatuses: [],
    provenance: 'published',
    retryAfter: 'absent',
    retry: 'never',
    message: 'The server does not do this',
    meaning:
      'The server does not implement the method, or what it needs is not configured: an own bucket, for instance.',
    remedy: 'Use a method that the API documents; configure what the message names.',
    byUse: 'provoked',
    injectedOn: 'listFolders',
    verify: { never: 'needs a method that nobody documents' },
  },
} as const satisfies Record<string, ErrorRow>

/** Every code the contract knows. A `Record<ErrorCode, …>` that lacks one does not compile. */
export type ErrorCode = keyof typeof errors

/** The `HTTP_<status>` names that no page documents: all fallbacks but HTTP_413. */
export type FallbackCode = { [K in ErrorCode]: (typeof errors)[K]['group'] extends 'http' ? K : never }[ErrorCode]

/** The codes that ordinary use of the mock meets; the others are defects of a server, which only an injected fault shows. */
export type Provoked = { [K in ErrorCode]: (typeof errors)[K]['byUse'] extends 'provoked' ? K : never }[ErrorCode]

/** The codes that `verify` never sees unless a target injects them. */
export type OutOfReach = { [K in ErrorCode]: (typeof errors)[K]['verify'] extends Never ? K : never }[ErrorCode]

/** The fifteen codes of the API's page. */
export type DocumentedCode = Exclude<ErrorCode, FallbackCode>

export const errorCodes = Object.keys(errors) as readonly ErrorCode[] // keys of a literal object

export const documentedCodes = errorCodes.filter((code): code is DocumentedCode => errors[code].group !== 'http')

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errors, value)
}

/** The row of a code, widened so that optional fields can be read on any of them. */
export function errorRow(code: ErrorCode): ErrorRow {
  return errors[code]
}
