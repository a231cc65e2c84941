import type { Core } from '../../core/core.ts'
import type { IncomingMessageLike, MaybePromise, Refusal, Reply } from '../../core/message.ts'
import type { TimeSource } from '../../core/time.ts'
import type { JsonSchema } from '../../faults/fault-schema.ts'
import type { ParameterName } from './parameters.ts'

/** What the control API steers, and what it says of itself. */
export interface Controlled {
  readonly core: Core
  readonly time: TimeSource
  readonly version: string
  /** When the server started, on the monotonic clock. */
  readonly startedMs: number
}

/** A request to the control API, its parameters checked. */
export interface ControlCall extends Controlled {
  readonly request: IncomingMessageLike
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Partial<Record<ParameterName, string>>>
  /** The parsed JSON body; undefined when none was sent. */
  readonly body: unknown
}

/** One row of the control API's table: from it come the routing, the checks and the OpenAPI document. */
export interface ControlRoute {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Relative to `/__mock`, parameters in braces. */
  readonly path: `/${string}`
  readonly summary: string
  readonly query?: readonly ParameterName[]
  readonly body?: { readonly schema: JsonSchema; readonly isOptional?: boolean }
  readonly success: {
    readonly status: 200 | 201 | 204
    readonly description: string
    /** Absent where the answer has no JSON body. */
    readonly schema?: JsonSchema
    readonly produces?: 'text/event-stream'
  }
  run(call: ControlCall): MaybePromise<Reply | Refusal>
}

/** How schemas of the control API's document point to each other. */
export const schemaRef = (name: string): string => `#/components/schemas/${name}`
