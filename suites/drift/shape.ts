import { isNode, type Node, type OpenApiDocument, resolve } from './document.ts'

/** What a schema demands, whatever way it is written: references resolved, `null` told apart from the types. */
export interface Shape {
  /** `string`, `string:uuid`, `integer`, …; sorted. Empty: anything. */
  readonly types: readonly string[]
  readonly isNullable: boolean
  readonly values: readonly string[] | null
  readonly limits: Readonly<Record<string, string>>
  readonly default: string | null
  /** Null where the fields are anybody's. */
  readonly fields: Readonly<Record<string, { readonly schema: unknown; readonly isRequired: boolean }>> | null
  readonly items: unknown
}

const limitKeywords = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
]

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]

/** The alternatives of a schema, each resolved; one that has none is its own. What `allOf` joins is joined. */
function branches(document: OpenApiDocument, schema: unknown): Node[] {
  const { allOf, anyOf, oneOf, ...own } = resolve(document, schema)
  const joined = listOf(allOf).reduce<Node>((sum, part) => join(sum, branches(document, part)[0] ?? {}), own)
  const alternatives = [...listOf(anyOf), ...listOf(oneOf)]
  if (alternatives.length === 0) return [joined]
  return alternatives.flatMap((part) => branches(document, part)).map((part) => join(joined, part))
}

function join(a: Node, b: Node): Node {
  const properties =
    isNode(a.properties) || isNode(b.properties)
      ? { properties: { ...(a.properties as Node), ...(b.properties as Node) } }
      : {} // spreading what is no object adds nothing
  const required = [...listOf(a.required), ...listOf(b.required)]
  return { ...a, ...b, ...properties, ...(required.length > 0 && { required }) }
}

const typesOf = ({ type, enum: values, properties, items, const: only }: Node): readonly string[] => {
  if (type !== undefined) return listOf(type).map(String)
  const samples = only === undefined ? listOf(values) : [only]
  if (samples.length > 0) return [...new Set(samples.map((value) => (value === null ? 'null' : typeof value)))]
  return properties !== undefined ? ['object'] : items !== undefined ? ['array'] : []
}

/** A number is an integer where only whole ones may stand. */
const named = (type: string, format: unknown): string =>
  type === 'string' && typeof format === 'string' ? `string:${format}` : type

/** Reads a schema. */
export function shapeOf(document: OpenApiDocument, schema: unknown): Shape {
  const all = branches(document, schema)
  const types = new Set(all.flatMap((branch) => typesOf(branch).map((type) => named(type, branch.format))))
  const isNullable = types.delete('null') || all.some(({ nullable }) => nullable === true)
  const real = all.filter((branch) => !(typesOf(branch).length === 1 && typesOf(branch)[0] === 'null'))
  const only = real.length === 1 ? real[0] : undefined
  const values = real.flatMap((branch) => listOf(branch.const ?? branch.enum)).filter((value) => value !== null)
  const whole = resolve(document, schema)
  const fallback = whole.default ?? only?.default
  return {
    types: [...types].sort(),
    isNullable,
    values: values.length === 0 ? null : [...new Set(values.map((value) => JSON.stringify(value)))].sort(),
    limits: Object.fromEntries(
      limitKeywords.flatMap((keyword) => (only?.[keyword] === undefined ? [] : [[keyword, String(only[keyword])]])),
    ),
    default: fallback === undefined || fallback === null ? null : JSON.stringify(fallback),
    fields: only && isNode(only.properties) ? fieldsOf(only.properties, listOf(only.required)) : null,
    items: only?.items,
  }
}

const fieldsOf = (properties: Node, required: readonly unknown[]) =>
  Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, { schema, isRequired: required.includes(name) }]),
  )
