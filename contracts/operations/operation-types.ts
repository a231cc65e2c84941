import type { Defaulted, SchemaName, Schemas } from '../generated/types.ts'
import type { OperationId, operations } from './index.ts'

type Operations = typeof operations

type ParameterNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never

/** The path parameters of an operation, as they stand in the URL: `{ image_id: string }`. */
export type PathParams<Id extends OperationId> = { readonly [Name in ParameterNames<Operations[Id]['path']>]: string }

type DefaultedKeys<Name extends SchemaName> = Name extends keyof Defaulted ? Defaulted[Name] : never

/** A request schema after validation: what has a default is there. */
type Validated<Name extends SchemaName> = Schemas[Name] & {
  [Key in DefaultedKeys<Name> & keyof Schemas[Name]]-?: Exclude<Schemas[Name][Key], undefined>
}

type QueryName<Id extends OperationId> = Operations[Id] extends { query: infer Name extends SchemaName } ? Name : never

type BodyName<Id extends OperationId> = Operations[Id] extends { body: { schema: infer Name extends SchemaName } }
  ? Name
  : never

/** The query as a client may send it; `undefined` where the operation takes none. */
export type QueryInput<Id extends OperationId> = [QueryName<Id>] extends [never] ? undefined : Schemas[QueryName<Id>]

/** The query after validation, defaults filled in; `undefined` where the operation takes none. */
export type QueryOf<Id extends OperationId> = [QueryName<Id>] extends [never] ? undefined : Validated<QueryName<Id>>

/** The body (or the text fields of the form) as a client may send it; `undefined` where there is none. */
export type BodyInput<Id extends OperationId> = [BodyName<Id>] extends [never] ? undefined : Schemas[BodyName<Id>]

/** The body after validation, defaults filled in; `undefined` where there is none. */
export type BodyOf<Id extends OperationId> = [BodyName<Id>] extends [never] ? undefined : Validated<BodyName<Id>>

/** The JSON body of a success; `undefined` where it is empty or not JSON. */
export type ResponseOf<Id extends OperationId> = Operations[Id] extends { response: infer Name extends SchemaName }
  ? Schemas[Name]
  : undefined
