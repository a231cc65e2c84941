/** A JSON Schema 2020-12, as far as what is derived from it looks inside. */
export interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly [keyword: string]: unknown
}

/** A number that counts something. */
export const wholeNumber = {
  type: 'integer',
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  expected: 'a whole number of at least 0',
} as const

/** What must hold where a condition does, and where it does not. */
export const where = (condition: JsonSchema, holds: JsonSchema, otherwise?: JsonSchema): JsonSchema => ({
  if: condition,
  // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
  then: holds,
  ...(otherwise && { else: otherwise }),
})

/** Copies a schema; `replace` sees every object in it and may return another in its place. */
export function mapSchema(
  node: unknown,
  replace: (object: Record<string, unknown>) => Record<string, unknown>,
): unknown {
  if (Array.isArray(node)) return node.map((item) => mapSchema(item, replace))
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(replace({ ...node })).map(([key, value]) => [key, mapSchema(value, replace)]),
  )
}

/**
 * Schemas as they are published: without what only our own generator and messages read.
 * @param ref how one of them points to another
 */
export function published<Schemas extends object>(
  schemas: Schemas,
  ref = (name: string) => `#/$defs/${name}`,
): Schemas {
  const strip = ({ tsType: _, expected: __, $ref, ...node }: Record<string, unknown>) => ({
    ...(typeof $ref === 'string' && { $ref: ref($ref.replace(/^.*\//, '')) }),
    ...node,
  })
  return mapSchema(schemas, strip) as Schemas // the same names with less inside
}
