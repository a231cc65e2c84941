import { first, type HeaderList, type IncomingMessageLike, type Reply } from './message.ts'

/** What a page of another origin may read of an answer, beside the few headers that are always readable. */
export const exposedHeaders = [
  'Retry-After',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'RateLimit',
  'RateLimit-Policy',
  'X-Request-ID',
  'Mock-Fault-Served',
  'Mock-Warning',
  'Mock-Mail-Token',
  'ETag',
  'Accept-Ranges',
  'Content-Range',
  'Location',
].join(', ')

/** Stands on every answer, errors included: an error that a page cannot read hides the contract from it. */
export const corsHeaders: Readonly<HeaderList> = [
  'Access-Control-Allow-Origin',
  '*',
  'Access-Control-Expose-Headers',
  exposedHeaders,
]

/**
 * The same for one request. A page that sends credentials may not be answered with `*` (Fetch §3.2.5): its own origin is named.
 */
export function corsHeadersFor(origin: string | undefined): Readonly<HeaderList> {
  if (origin === undefined) return corsHeaders
  return [
    'Access-Control-Allow-Origin',
    origin,
    'Access-Control-Allow-Credentials',
    'true',
    'Vary',
    'Origin',
    'Access-Control-Expose-Headers',
    exposedHeaders,
  ]
}

/**
 * Whether a browser asks if it may send a request (Fetch §3.2.2: a CORS-preflight request). happy-dom's has no Origin.
 */
export function isPreflight({ method, headers }: IncomingMessageLike): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
}

/** The answer to a preflight: everything that the page wants to send is allowed. Neither authenticated nor counted. */
export function preflightReply({ headers }: IncomingMessageLike): Reply {
  const wanted = headers['access-control-request-headers']
  return {
    status: 204,
    headers: [
      ...corsHeadersFor(first(headers.origin)),
      'Access-Control-Allow-Methods',
      'GET, HEAD, POST, PUT, PATCH, DELETE',
      'Access-Control-Allow-Headers',
      typeof wanted === 'string' ? wanted : 'Authorization, Content-Type',
      'Access-Control-Max-Age',
      '600',
      'Vary',
      'Access-Control-Request-Headers',
    ],
    body: null,
  }
}
