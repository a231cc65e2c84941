import { didYouMean } from './near-name.ts'
import type { Keyword, SchemaNode, ValidationError } from './validator.ts'
import { wordOf } from './word.ts'

/** Where a value breaks its schema, and what was expected there: the details of a VALIDATION_ERROR. */
export interface ValidationIssue {
  /** Dotted path of the property: `limit`, `videos.0.filename`; `body` for the whole. */
  field: string
  issue: string
}

/** How whoever wrote the value calls its parts. */
export interface Wording {
  /** What a property of it is: `parameter` in a request to the API, `field` in an input of ours. */
  readonly part: string
  /** How a property's name is spelt there. */
  spell(name: string): string
}

const asRequest: Wording = { part: 'parameter', spell: (name) => name }

/** Puts what a generated validator reports into words. */
export function phraseIssue(error: ValidationError, wording: Wording = asRequest): ValidationIssue {
  const { keyword, parentSchema } = error
  const isOfValue = valueKeywords.has(keyword) && alternatives(parentSchema.anyOf) === undefined
  const expected = isOfValue || keyword === 'type' ? parentSchema.expected : undefined
  const issue = expected === undefined ? phrases[keyword](error, wording) : `Must be ${expected}`
  const candidates = parentSchema.enum?.filter((value) => typeof value === 'string') ?? []
  const near = keyword === 'enum' && typeof error.data === 'string' ? didYouMean(wordOf(error.data), candidates) : ''
  return { field: fieldOf(error, wording), issue: near === '' ? issue : `${issue}.${near}` }
}

function fieldOf(error: ValidationError, { spell }: Wording): string {
  const segments = error.instancePath.split('/').slice(1)
  const names = segments.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
  const property = error.property ?? ownProperty(error)
  if (property !== undefined) names.push(property)
  return names.map((name) => spell(wordOf(name))).join('.') || 'body'
}

/** The property that an error is about whose keyword belongs to the whole object. */
function ownProperty({ keyword, parentSchema: { not, anyOf, oneOf } }: ValidationError): string | undefined {
  if (keyword === 'not') return not?.required?.at(-1)
  return keyword === 'anyOf' || keyword === 'oneOf' ? alternatives(anyOf ?? oneOf)?.[0] : undefined
}

/** The properties of which one is required; undefined when the branches say anything else. */
export function alternatives(branches: readonly SchemaNode[] = []): readonly string[] | undefined {
  const names = branches.map(({ required, ...rest }) => (Object.keys(rest).length === 0 ? required?.[0] : undefined))
  return names.length > 0 && names.every((name) => name !== undefined) ? names : undefined
}

/** Keywords that say what a value must be; the others say which properties it must have. */
const valueKeywords: ReadonlySet<Keyword> = new Set<Keyword>([
  'type',
  'enum',
  'anyOf',
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
])

const list = (names: readonly string[]) => names.join(' and ')

const phrases: Record<Keyword, (error: ValidationError, wording: Wording) => string> = {
  type: ({ parentSchema }) => `Must be ${typeNoun(parentSchema)}`,
  enum: ({ parentSchema }) => `Must be one of ${(parentSchema.enum ?? []).map(String).join(', ')}`,
  anyOf: anyOfIssue,
  oneOf: ({ parentSchema }, { spell }) =>
    `Exactly one of ${list((alternatives(parentSchema.oneOf) ?? []).map(spell))} is required`,
  not: ({ parentSchema }, { spell }) =>
    `Stands beside ${list((parentSchema.not?.required ?? []).slice(0, -1).map(spell))}; give one of them`,
  if: () => 'Does not fit the rest',
  required: () => 'Is required',
  dependentRequired: ({ parentSchema: { dependentRequired = {} }, property = '' }, { spell }) =>
    `Needs ${list((dependentRequired[property] ?? []).map(spell))} beside it, which is not given`,
  additionalProperties: unknownProperty,
  propertyNames: () => 'Has a name that is none',
  minProperties: propertyRange,
  maxProperties: propertyRange,
  format: ({ parentSchema }) => `Must be ${noun(parentSchema)}`,
  pattern: ({ parentSchema }) => `Must match ${parentSchema.pattern}`,
  minimum: ({ parentSchema }) => numberRange(parentSchema),
  exclusiveMinimum: ({ parentSchema }) => numberRange(parentSchema),
  maximum: ({ parentSchema }) => numberRange(parentSchema),
  minLength: ({ parentSchema }) => lengthRange(parentSchema),
  maxLength: ({ parentSchema }) => lengthRange(parentSchema),
  minItems: ({ parentSchema }) => itemRange(parentSchema),
  maxItems: ({ parentSchema }) => itemRange(parentSchema),
  ascending: () => 'Must not be the wrong way round: the smaller comes first',
}

function anyOfIssue({ parentSchema: { anyOf = [] }, data }: ValidationError, { spell }: Wording): string {
  const required = alternatives(anyOf)
  if (required === undefined) return `Must be ${anyOf.map(noun).join(' or ')}`
  const [, ...others] = required
  const given = typeof data === 'object' && data !== null ? Object.keys(data) : []
  const near = given.map((name) => didYouMean(wordOf(name), required.map(spell))).find(Boolean) ?? ''
  return `Is required, or ${others.map(spell).join(' or ')}.${near}`
}

/** So many names are listed to whoever gave one that is near none of them. */
const listedNames = 12

function unknownProperty({ parentSchema, property = '' }: ValidationError, { part, spell }: Wording): string {
  const known = Object.keys(parentSchema.properties ?? {}).map(spell)
  const near = didYouMean(wordOf(spell(property)), known)
  const of = parentSchema.title === undefined ? '' : ` of ${parentSchema.title}`
  const all = near === '' && of !== '' && known.length <= listedNames ? ` (${known.join(', ')})` : ''
  return `Is not a known ${part}${of}${all}${near && `.${near}`}`
}

function propertyRange({ parentSchema: { properties }, data }: ValidationError, { spell }: Wording): string {
  if (properties) return `Must have exactly one of ${Object.keys(properties).map(spell).join(', ')}`
  return `Has too many entries: ${typeof data === 'object' && data !== null ? Object.keys(data).length : ''}`
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
