import type { ErrorCode } from '../errors.ts'
import type { RequestSchemaName } from '../generated/request-validators.js'
import type { SchemaName } from '../generated/types.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * What a caller must hold: a scope of the API key (a session has those of its user's role); a session; for `refresh` a
 * session that may have expired; nothing for a `public` operation; for `none` a URL that speaks for itself (presigned).
 */
export type Access = 'read' | 'write' | 'admin' | 'session' | 'refresh' | 'public' | 'none'

/** Whether an operation asks for no credential. */
export const isOpen = (access: Access): access is 'public' | 'none' => access === 'public' || access === 'none'

export type RequestBody =
  | { readonly type: 'json'; readonly schema: RequestSchemaName }
  /** A form: its text fields, and the name under which its file or its files stand. */
  | { readonly type: 'multipart'; readonly schema: RequestSchemaName; readonly files: 'file' | 'files' }
  | { readonly type: 'bytes' }

/** One operation of the API. The key under which it stands in the table is its id. */
export interface Operation {
  readonly summary: string
  readonly method: Method
  /** Relative to the base URL, parameters in braces: `/user-files/{image_id}`. */
  readonly path: `/${string}`
  readonly access: Access
  /**
   * What the ids in the path may be: whole UUIDs (the default), UUIDs or their first 8 characters, or any text.
   */
  readonly pathIds?: 'uuid' | 'short' | 'text'
  /** A window of its own beside the plan's: so many requests in so many seconds. */
  readonly rate?: { readonly requests: number; readonly windowSeconds: number }
  /** Whether it works while the subscription is past due. */
  readonly unpaid?: true
  /** The status of a success. */
  readonly success: 200 | 201 | 202 | 204 | 302
  /** Whether it sends parts and says what has not changed, too: 206 and 304 (RFC 9110 §13, §14). */
  readonly isPartial?: true
  /** Schema of the query parameters, an object whose properties are the parameters. */
  readonly query?: RequestSchemaName
  readonly body?: RequestBody
  /** Schema of the success body; absent where the body is empty or not JSON. */
  readonly response?: SchemaName
  /** Media type of the success body when it is not JSON. */
  readonly produces?: 'text/event-stream' | 'application/octet-stream' | 'image/*' | 'text/html' | 'text/markdown'
  /** Errors that ordinary use of this operation reaches beyond `commonErrors`. */
  readonly errors: readonly ErrorCode[]
  /** Whether sending it twice is the same as once (RFC 9110 §9.2.2). */
  readonly idempotent: boolean
}
