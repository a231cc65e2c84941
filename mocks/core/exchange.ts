import type { RouteMatch } from '../../contracts/routes.ts'
import type { Attempt } from '../journal/journal.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { MeteredBody } from './body.ts'
import type { Credential } from './credentials.ts'
import type { Location } from './locate.ts'
import type { IncomingMessageLike } from './message.ts'

/** Everything known of a request once its tenant is there. */
export interface Exchange {
  readonly request: IncomingMessageLike
  /** The request's body, metered for the journal. */
  readonly body: MeteredBody | null
  readonly location: Location
  readonly match: RouteMatch
  readonly credential: Credential
  readonly tenant: Tenant
  readonly attempt: Attempt
  readonly requestId: string
  /** Epoch milliseconds on the tenant's clock. */
  readonly nowMs: number
}
