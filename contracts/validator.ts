/** The part of a JSON Schema that messages are phrased from. */
export interface SchemaNode {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly anyOf?: readonly SchemaNode[]
  readonly oneOf?: readonly SchemaNode[]
  readonly not?: SchemaNode
  readonly required?: readonly string[]
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  /** In our own inputs: what the value must be, in words, where the keywords alone would say it badly. */
  readonly expected?: string
  /** In our own inputs: what an object with these properties is called, such as `a transport fault`. */
  readonly title?: string
}

/** The keywords that our schemas use and that can fail; the generator refuses any other. */
export const keywords = [
  'type',
  'enum',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'required',
  'dependentRequired',
  'additionalProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'format',
  'pattern',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'ascending',
] as const

export type Keyword = (typeof keywords)[number]

/** What a generated validator reports: which keyword of which schema failed, and where in the data. */
export interface ValidationError {
  readonly keyword: Keyword
  /** JSON pointer to the value that failed. */
  readonly instancePath: string
  readonly parentSchema: SchemaNode
  /** The property that is missing (`required`), not known (`additionalProperties`) or misnamed. */
  readonly property?: string
  /** What was given, where a message compares it with what was expected. */
  readonly data?: unknown
}

/** A generated validator. `errors` belongs to the last call. */
export interface Validator {
  (data: unknown): boolean
  errors?: readonly ValidationError[] | null
}

/** The validator of an input of ours, which is an `Input` when it passes. */
export interface InputValidator<Input> extends Validator {
  (data: unknown): data is Input
}
