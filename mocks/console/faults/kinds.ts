import { type Field, fieldsOf } from '../schema/fields.ts'
import { type PublishedSchema, resolve, type Schemas } from '../schema/published.ts'

/** A kind of fault: its defining field, and what else can be said of it. */
export interface FaultKind {
  /** The field that makes it one: `error`, `transport`. */
  readonly key: string
  readonly title: string
  readonly description: string
  readonly fields: readonly Field[]
}

/** The schemas between which conditions choose, one after the other: `if … then A else if … then B …`. */
function branches(schema: PublishedSchema | undefined, schemas: Schemas): readonly PublishedSchema[] {
  if (!schema) return []
  if (!schema.then && !schema.else) return [resolve(schema, schemas)]
  return [...branches(schema.then, schemas), ...branches(schema.else, schemas)]
}

/** The fields of which a fault must have one, in the order in which they are told. */
const keysOf = ({ anyOf = [] }: PublishedSchema): readonly string[] => anyOf.flatMap(({ required = [] }) => required)

/** The kinds of fault that the server publishes, in the order in which it tells them apart. */
export function faultKinds(schemas: Schemas): readonly FaultKind[] {
  const given = schemas.GivenFault
  return branches(given, schemas).flatMap((schema) => {
    const key = schema.required?.find((name) => !given || keysOf(given).includes(name)) ?? schema.required?.[0]
    if (key === undefined) return []
    const { title = key, description = '' } = schema
    return [{ key, title, description, fields: fieldsOf(schema, schemas) }]
  })
}

/** The kinds in the order in which the server names them. */
export function inOrder(kinds: readonly FaultKind[], { GivenFault = {} }: Schemas): readonly FaultKind[] {
  const keys = keysOf(GivenFault)
  return kinds.toSorted((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key))
}

/** Which kind a fault is of. */
export const kindOf = (kinds: readonly FaultKind[], fault: object): FaultKind | undefined =>
  kinds.find(({ key }) => key in fault)

/** The fields of an entry that say when and for whom, rather than what. */
export const placingFields = (schemas: Schemas): readonly Field[] =>
  fieldsOf(schemas.PlanInput ?? {}, schemas, ['fault', 'sequence'])
