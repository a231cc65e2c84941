import { nearName } from './near-name.ts'
import type { Keyword, SchemaNode, ValidationError } from './validator.ts'

/** Where a value breaks its schema, and what was expected there: the details of a VALIDATION_ERROR. */
export interface ValidationIssue {
  /** Dotted path of the property: `limit`, `videos.0.filename`; `body` for the whole. */
  field: string
  issue: string
}

/** Puts what a generated validator reports into words. */
export function phraseIssue(error: ValidationError): ValidationIssue {
  return { field: fieldOf(error), issue: phrases[error.keyword](error.parentSchema, error.property) }
}

function fieldOf({ instancePath, property }: ValidationError): string {
  const segments = instancePath.split('/').slice(1)
  const names = segments.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
  if (property !== undefined) names.push(property)
  return names.join('.') || 'body'
}

const phrases: Record<Keyword, (schema: SchemaNode, property?: string) => string> = {
  type: (schema) => `Must be ${typeNoun(schema)}`,
  enum: (schema) => `Must be one of ${(schema.enum ?? []).map(String).join(', ')}`,
  anyOf: (schema) => `Must be ${(schema.anyOf ?? []).map(noun).join(' or ')}`,
  required: () => 'Is required',
  additionalProperties: (schema, property = '') => {
    const near = nearName(property, Object.keys(schema.properties ?? {}))
    return `Is not a known parameter${near === undefined ? '' : `; did you mean "${near}"?`}`
  },
  format: (schema) => `Must be ${noun(schema)}`,
  pattern: (schema) => `Must match ${schema.pattern}`,
  minimum: numberRange,
  exclusiveMinimum: numberRange,
  maximum: numberRange,
  minLength: lengthRange,
  maxLength: lengthRange,
  minItems: itemRange,
  maxItems: itemRange,
}

function numberRange(schema: SchemaNode): string {
  const { exclusiveMinimum: above, maximum } = schema
  const isInteger = [schema.type].flat().includes('integer')
  if (above !== undefined && !isInteger) {
    return maximum === undefined
      ? `Must be greater than ${above}`
      : `Must be greater than ${above} and at most ${maximum}`
  }
  return `Must be ${range(schema.minimum ?? (above === undefined ? undefined : above + 1), maximum)}`
}

function lengthRange({ minLength, maxLength }: SchemaNode): string {
  if (minLength === 1 && maxLength === undefined) return 'Must not be empty'
  return `Must be ${range(minLength, maxLength)} characters long`
}

function itemRange({ minItems, maxItems }: SchemaNode): string {
  return `Must have ${range(minItems, maxItems)} ${(maxItems ?? minItems) === 1 ? 'item' : 'items'}`
}

function range(low: number | undefined, high: number | undefined): string {
  if (low === undefined) return `at most ${high}`
  return high === undefined ? `at least ${low}` : `between ${low} and ${high}`
}

const formatNouns: Readonly<Record<string, string>> = {
  uuid: 'a UUID',
  uri: 'a URI',
  email: 'an e-mail address',
  date: 'a date (YYYY-MM-DD)',
  'date-time': 'a date and time (YYYY-MM-DDThh:mm:ssZ)',
}

const typeNouns: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'a boolean',
  array: 'an array',
  object: 'an object',
  null: 'null',
}

function noun(schema: SchemaNode): string {
  return formatNouns[schema.format ?? ''] ?? typeNoun(schema)
}

function typeNoun({ type = 'object' }: SchemaNode): string {
  return [type]
    .flat()
    .map((name) => typeNouns[name] ?? name)
    .join(' or ')
}
