import type { BodyOf, OperationId, PathParams, QueryOf, ResponseOf } from '../../contracts/operations/index.ts'
import type { Credential } from '../core/credentials.ts'
import type { HeaderList, IncomingMessageLike, MaybePromise, Refusal, ReplyBody } from '../core/message.ts'
import type { Platform } from '../core/platform.ts'
import type { TimeSource } from '../core/time.ts'
import type { Tolerate } from '../core/tolerate.ts'
import type { Tenant } from '../tenant/tenant.ts'

/** What every operation has around it. */
export interface Context {
  readonly tenant: Tenant
  /** The request itself; its body is metered for the journal. */
  readonly request: IncomingMessageLike
  /** Epoch milliseconds on the tenant's clock, the same all through the call. */
  readonly nowMs: number
  /** Scheme, host and base path under which this tenant is reached, for absolute links. */
  readonly baseUrl: string
  readonly platform: Platform
  readonly time: TimeSource
  /** For what an operation reads itself, such as the fields of a form. */
  readonly tolerate: Tolerate
  /** What the request was admitted with. */
  readonly credential: Credential
}

/** A request that has passed authentication, scope and validation, as an operation sees it. */
export interface Call<Id extends OperationId> extends Context {
  readonly params: PathParams<Id>
  /** Validated, defaults filled in. */
  readonly query: QueryOf<Id>
  /** The JSON body, validated, defaults filled in; of a form, nothing: the operation reads it as a stream. */
  readonly body: BodyOf<Id>
}

/** What a success sends. `json` is a body that is serialised already. */
export interface Success<Id extends OperationId> {
  readonly body?: ResponseOf<Id>
  readonly json?: string | Uint8Array
  /** A body that is not JSON; its Content-Type stands in `headers`. */
  readonly stream?: ReplyBody
  /** Of a stream of events: those with which an error ends it. */
  readonly ending?: (refusal: Refusal) => readonly string[]
  readonly headers?: HeaderList
  readonly status?: number
}

/** What an operation does when nothing stands against it. */
export type Handler<Id extends OperationId> = (call: Call<Id>) => MaybePromise<Success<Id> | Refusal>

/** One handler for each operation: forgetting one does not compile. */
export type Handlers = { readonly [Id in OperationId]: Handler<Id> }
