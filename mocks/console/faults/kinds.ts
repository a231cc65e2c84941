import { type Field, fieldsOf } from '../schema/fields.ts'
import { type PublishedSchema, resolve, type Schemas } from '../schema/published.ts'

/** A kind of fault: its defining field, and what else can be said of it. */
export interface FaultKind {
  readonly title: string
  readonly description: string
  /** The field that makes it one: `error`, `transport`; several kinds may share one and differ in its values. */
  readonly key: string
  /** All fields that it must have. */
  readonly required: readonly string[]
  readonly fields: readonly Field[]
}

/** The schemas between which conditions choose, one after the other: `if … then A else if … then B …`. */
function branches(schema: PublishedSchema | undefined): readonly PublishedSchema[] {
  if (!schema) return []
  if (!schema.then && !schema.else) return [schema]
  return [...branches(schema.then), ...branches(schema.else)]
}

/** The fields of which a fault must have one, in the order in which they are told. */
const keysOf = ({ anyOf = [] }: PublishedSchema): readonly string[] => anyOf.flatMap(({ required = [] }) => required)

/** The kinds of fault that the server publishes, in the order in which it names what makes them. */
export function faultKinds(schemas: Schemas): readonly FaultKind[] {
  const { GivenFault = {} } = schemas
  const keys = keysOf(GivenFault)
  const names = new Set(branches(GivenFault).map(({ $ref }) => $ref))
  const kinds = [...names].flatMap(($ref) => {
    const schema = $ref === undefined ? {} : resolve({ $ref }, schemas)
    const { required = [], title, description = '' } = schema
    const key = required.find((name) => keys.includes(name)) ?? required[0]
    return key === undefined
      ? []
      : [{ key, required, title: title ?? key, description, fields: fieldsOf(schema, schemas) }]
  })
  return kinds.toSorted((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key))
}

/** The values that the defining field of a kind may have; undefined for any. */
function valuesOf({ key, fields }: FaultKind): readonly unknown[] | undefined {
  const editor = fields.find(({ name }) => name === key)?.editor
  return editor?.kind === 'choice' ? editor.values : undefined
}

/** Which kind a fault is of. An error may have a status of its own, so what is named first goes before. */
export const kindOf = (kinds: readonly FaultKind[], fault: object): FaultKind | undefined =>
  kinds.find((kind) => kind.key in fault && (valuesOf(kind)?.includes(Reflect.get(fault, kind.key)) ?? true))

/** A fault of a kind, with the first value of each choice that it must make. */
export function beginFault({ required, fields }: FaultKind): Readonly<Record<string, unknown>> {
  const chosen = fields.flatMap(({ name, editor }) =>
    required.includes(name) && editor.kind === 'choice' ? [[name, editor.values[0]] as const] : [],
  )
  return Object.fromEntries(chosen)
}

/** The fields of an entry that say when and for whom, rather than what. */
export const placingFields = (schemas: Schemas): readonly Field[] =>
  fieldsOf(schemas.PlanInput ?? {}, schemas, ['fault', 'sequence'])
