import { type PublishedSchema, resolve, type Schemas } from './published.ts'

/** One of several forms that a value may have. */
export interface Way {
  readonly label: string
  readonly editor: Editor
}

/** How a value is entered, as its schema says. */
export type Editor =
  | { readonly kind: 'choice'; readonly values: readonly (string | number)[] }
  | {
      readonly kind: 'number'
      readonly isWhole: boolean
      readonly min?: number
      readonly max?: number
      readonly above?: number
    }
  | { readonly kind: 'text'; readonly pattern?: string; readonly maxLength?: number }
  | { readonly kind: 'flag' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'group'; readonly fields: readonly Field[] }
  | { readonly kind: 'list'; readonly item: Editor; readonly min: number; readonly max: number }
  | { readonly kind: 'either'; readonly ways: readonly Way[] }
  | { readonly kind: 'json' }

export interface Field {
  readonly name: string
  readonly description: string
  readonly editor: Editor
}

/** The word that a pattern such as `^always$` stands for. */
const literalOf = (pattern: string | undefined) => /^\^([\w-]+)\$$/.exec(pattern ?? '')?.[1]

function numberEditor({ minimum, maximum, exclusiveMinimum }: PublishedSchema, isWhole: boolean): Editor {
  return {
    kind: 'number',
    isWhole,
    ...(minimum !== undefined && { min: minimum }),
    ...(maximum !== undefined && { max: maximum }),
    ...(exclusiveMinimum !== undefined && { above: exclusiveMinimum }),
  }
}

function textEditor({ pattern, maxLength }: PublishedSchema): Editor {
  const literal = literalOf(pattern)
  if (literal !== undefined) return { kind: 'choice', values: [literal] }
  return { kind: 'text', ...(pattern !== undefined && { pattern }), ...(maxLength !== undefined && { maxLength }) }
}

function objectEditor(schema: PublishedSchema, schemas: Schemas): Editor {
  const fields = fieldsOf(schema, schemas)
  if (fields.length === 0) return { kind: 'json' }
  // At most one of its fields: each is a way of its own.
  if (schema.maxProperties === 1)
    return {
      kind: 'either',
      ways: fields.map((field) => ({ label: field.name, editor: { kind: 'group', fields: [field] } })),
    }
  return { kind: 'group', fields }
}

const labels: Readonly<Record<string, string>> = {
  integer: 'whole number',
  number: 'number',
  string: 'text',
  array: 'list',
  boolean: 'yes or no',
  null: 'none',
  object: 'object',
}

function editorOfType(type: string, schema: PublishedSchema, schemas: Schemas): Editor {
  if (type === 'integer' || type === 'number') return numberEditor(schema, type === 'integer')
  if (type === 'string') return textEditor(schema)
  if (type === 'boolean') return { kind: 'flag' }
  if (type === 'null') return { kind: 'nothing' }
  if (type === 'object') return objectEditor(schema, schemas)
  if (type === 'array' && schema.items)
    return {
      kind: 'list',
      item: editorOf(schema.items, schemas),
      min: schema.minItems ?? 0,
      max: schema.maxItems ?? 100,
    }
  return { kind: 'json' }
}

/** A way that is itself a choice between ways is those ways. */
const flat = (way: Way): readonly Way[] => (way.editor.kind === 'either' ? way.editor.ways : [way])

const labelOf = (type: string, editor: Editor) =>
  editor.kind === 'choice' ? editor.values.join(', ') : (labels[type] ?? type)

/** How values of a schema are entered. What it cannot make a form of is entered as JSON: the server judges it anyway. */
export function editorOf(given: PublishedSchema, schemas: Schemas): Editor {
  const schema = resolve(given, schemas)
  if (schema.enum) return { kind: 'choice', values: schema.enum.filter(isScalar) }
  const { type } = schema
  if (typeof type === 'string') return editorOfType(type, schema, schemas)
  if (!type) return { kind: 'json' }
  const ways = type.flatMap((one) => {
    const editor = editorOfType(one, schema, schemas)
    return flat({ label: labelOf(one, editor), editor })
  })
  return { kind: 'either', ways }
}

const isScalar = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'

/** The fields of an object's schema, in their order, without those that are named. */
export function fieldsOf(given: PublishedSchema, schemas: Schemas, without: readonly string[] = []): readonly Field[] {
  return Object.entries(resolve(given, schemas).properties ?? {})
    .filter(([name]) => !without.includes(name))
    .map(([name, schema]) => ({
      name,
      description: resolve(schema, schemas).description ?? '',
      editor: editorOf(schema, schemas),
    }))
}
