import { formatHttpDate } from '../../contracts/http-date.ts'
import type { RateState } from '../tenant/rate-window.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { corsHeadersFor } from './cors.ts'
import type { Exchange } from './exchange.ts'
import { first, type Reply } from './message.ts'

/** The plan's rate window of a tenant as it stands. */
export const rateState = ({ window, limits }: Tenant, nowMs: number): RateState =>
  window.state(limits.requestsPerMinute, nowMs)

/** A reply with the headers that every answer has. */
export function withSharedHeaders(
  reply: Reply,
  { request, attempt: { fault, warnings }, tenant, nowMs }: Exchange,
  requestId: string,
  { limit, remaining, resetMs }: RateState,
): Reply {
  const reset = String(Math.ceil(resetMs / 1_000))
  const headers = [
    'X-Request-ID',
    requestId,
    'X-RateLimit-Limit',
    String(limit),
    'X-RateLimit-Remaining',
    String(remaining),
    'X-RateLimit-Reset',
    reset,
  ]
  // Else the transport writes the date, where it writes one at all.
  if (tenant.clock.isMoved) headers.push('Date', formatHttpDate(nowMs))
  headers.push(...corsHeadersFor(first(request.headers.origin)))
  if (fault !== null) headers.push('Mock-Fault-Served', fault)
  if (warnings.length > 0) headers.push('Mock-Warning', warnings.join(', '))
  headers.push(...reply.headers)
  return { status: reply.status, headers, body: reply.body, ...(reply.close && { close: true }) }
}
