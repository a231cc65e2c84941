/** The part of a JSON Schema that messages are phrased from. */
export interface SchemaNode {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly anyOf?: readonly SchemaNode[]
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
}

/** The keywords that our schemas use and that can fail; the generator refuses any other. */
export const keywords = [
  'type',
  'enum',
  'anyOf',
  'required',
  'additionalProperties',
  'format',
  'pattern',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
] as const

export type Keyword = (typeof keywords)[number]

/** What a generated validator reports: which keyword of which schema failed, and where in the data. */
export interface ValidationError {
  readonly keyword: Keyword
  /** JSON pointer to the value that failed. */
  readonly instancePath: string
  readonly parentSchema: SchemaNode
  /** The property that is missing (`required`) or not known (`additionalProperties`). */
  readonly property?: string
}

/** A generated validator. `errors` belongs to the last call. */
export interface Validator {
  (data: unknown): boolean
  errors?: readonly ValidationError[] | null
}
