import type { JsonSchema } from '../../../contracts/schemas/json-schema.ts'
import type { InputValidator } from '../../../contracts/validator.ts'
import type { Core } from '../../core/core.ts'
import type { IncomingMessageLike, MaybePromise, Refusal, Reply } from '../../core/message.ts'
import type { TimeSource } from '../../core/time.ts'
import type { JournalQuery } from '../../generated/steering-types.ts'
import type { steeringValidators } from '../../generated/steering-validators.js'
import type { JournalFeed } from './journal-feed.ts'

/** What the control API steers, and what it says of itself. */
export interface Controlled {
  readonly core: Core
  readonly time: TimeSource
  readonly version: string
  /** Under which path the API lies. */
  readonly basePath: string
  /** When the server started, on the monotonic clock. */
  readonly startedMs: number
}

/** Where a route's call says whose it is: its query, its body, its path; an id whose owner the route looks up; or nowhere. */
export type TenantPlace = 'query' | 'body' | 'path' | 'id' | 'nowhere'

/** A request to the control API that fits the schemas of its route. */
export interface ControlCall<Body = RouteBody> extends Controlled {
  readonly request: IncomingMessageLike
  readonly feed: JournalFeed
  /** Whom the call is bound to, having come by `/t/<tenant>/__mock`; undefined when it is for all. */
  readonly boundTo: string | undefined
  /** `/__mock` or `/t/<tenant>/__mock`. */
  readonly prefix: string
  readonly params: Readonly<Record<string, string>>
  /** Holds what the route's own query may hold. */
  readonly query: JournalQuery
  /** An empty object where none was sent. */
  readonly body: Body
}

type SchemaName = keyof typeof steeringValidators
type BodyName = Exclude<SchemaName, `${string}Query` | `${string}Path`>
type InputOf<Name extends SchemaName> =
  (typeof steeringValidators)[Name] extends InputValidator<infer Input> ? Input : never

/** What any route may find as its body. */
export type RouteBody = InputOf<BodyName>

/** One row of the control API's table: from it come the routing, the checks and the OpenAPI document. */
export interface ControlRoute<Name extends BodyName = BodyName> {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Relative to `/__mock`, parameters in braces. */
  readonly path: `/${string}`
  readonly summary: string
  /** Which schema its path parameters fit, where any text will not do. */
  readonly params?: Extract<SchemaName, `${string}Path`>
  /** Which schema its query fits. Default: none is taken. */
  readonly query?: Extract<SchemaName, `${string}Query`>
  readonly tenantIn: TenantPlace
  readonly body?: { readonly schema: Name; readonly isOptional?: boolean }
  readonly success: {
    readonly status: 200 | 201 | 204
    readonly description: string
    /** Absent where the answer has no JSON body. */
    readonly schema?: JsonSchema
    readonly produces?: 'text/event-stream'
  }
  run(call: ControlCall<InputOf<Name>>): MaybePromise<Reply | Refusal>
}

/** A row whose `run` knows the type of its body. */
export const withBody = <Name extends BodyName>(route: ControlRoute<Name>): ControlRoute<Name> => route

/** How schemas of the control API's document point to each other. */
export const schemaRef = (name: string): string => `#/components/schemas/${name}`
