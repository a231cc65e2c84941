/** What the page reads of a JSON Schema that the server publishes. */
export interface PublishedSchema {
  readonly $ref?: string
  readonly title?: string
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, PublishedSchema>>
  readonly required?: readonly string[]
  readonly items?: PublishedSchema
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly pattern?: string
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly maxProperties?: number
  readonly anyOf?: readonly PublishedSchema[]
  readonly then?: PublishedSchema
  readonly else?: PublishedSchema
}

/** The schemas that the server publishes, by name. */
export type Schemas = Readonly<Record<string, PublishedSchema>>

const nameOf = ($ref: string) => $ref.replace(/^.*\//, '')

/** A schema with what it refers to; what stands beside `$ref` goes before. */
export function resolve(schema: PublishedSchema, schemas: Schemas): PublishedSchema {
  if (schema.$ref === undefined) return schema
  const { $ref, ...beside } = schema
  const target = schemas[nameOf($ref)]
  return target === undefined ? beside : { ...resolve(target, schemas), ...beside }
}
