import { formatHttpDate } from '../../contracts/http-date.ts'
import type { RateState } from '../tenant/rate-window.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { corsHeadersFor } from './cors.ts'
import type { Exchange } from './exchange.ts'
import { first, type HeaderList, type Reply } from './message.ts'

/** The plan's rate window of a tenant as it stands. */
export const rateState = ({ window, limits }: Tenant, nowMs: number): RateState =>
  window.state(limits.requestsPerMinute, nowMs)

/** How the API tells of a rate limit. */
export const rateLimitLines = ({ limit, remaining }: RateState, reset: number): HeaderList => [
  'X-RateLimit-Limit',
  String(limit),
  'X-RateLimit-Remaining',
  String(remaining),
  'X-RateLimit-Reset',
  String(reset),
]

/** The same of a window, whose end the API gives in seconds since 1970. */
export const publishedLimits = (state: RateState): HeaderList => rateLimitLines(state, Math.ceil(state.resetMs / 1_000))

/**
 * A reply with the headers that every answer has.
 * @param limits those that tell of the rate limit
 */
export function withSharedHeaders(
  reply: Reply,
  { request, attempt: { fault, warnings }, tenant }: Exchange,
  requestId: string,
  limits: Readonly<HeaderList>,
): Reply {
  const headers = ['X-Request-ID', requestId, ...limits]
  // Else the transport writes the date, where it writes one at all.
  const dateMs = tenant.clock.dateMs()
  if (dateMs !== undefined) headers.push('Date', formatHttpDate(dateMs))
  headers.push(...corsHeadersFor(first(request.headers.origin)))
  if (fault !== null) headers.push('Mock-Fault-Served', fault)
  if (warnings.length > 0) headers.push('Mock-Warning', warnings.join(', '))
  headers.push(...reply.headers)
  return { status: reply.status, headers, body: reply.body, ...(reply.close && { close: true }) }
}
