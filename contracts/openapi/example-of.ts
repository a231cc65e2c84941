import type { JsonSchema } from '../schemas/index.ts'

type Schemas = Readonly<Record<string, JsonSchema>>

/** Words that a person would send, by the name of the field. */
const words: Readonly<Record<string, unknown>> = {
  name: 'Balcony',
  title: 'Red chair',
  query: 'red chairs on a balcony',
  message: 'Which chairs are red?',
  filename: 'red-chair.pdf',
  content_type: 'application/pdf',
  tags: ['chair'],
  email: 'ada@example.com',
  url: 'https://example.com/chairs',
}

const byFormat: Readonly<Record<string, string>> = {
  uuid: '550e8400-e29b-41d4-a716-446655440000',
  'date-time': '2026-01-31T12:00:00Z',
  date: '2026-01-31',
  uri: 'https://example.com/',
  email: 'ada@example.com',
}

/** Texts of which one fits each pattern that our schemas have. */
const byPattern = [
  'video/mp4',
  'https://example.com/',
  '#8A2B2B',
  'editor',
  'professional',
  'upgrade',
  'pack_250',
  'default',
  'chair-1',
  'RATE_LIMIT_ERROR',
]

const longestLoop = 20

function textOf({ format, pattern, minLength }: JsonSchema, word: unknown): string {
  if (typeof format === 'string' && byFormat[format] !== undefined) return byFormat[format]
  const texts = [...(typeof word === 'string' ? [word] : []), ...byPattern, 'x'.repeat(Number(minLength ?? 1))]
  const rule = typeof pattern === 'string' ? new RegExp(pattern, 'u') : undefined
  const fits = texts.find((text) => (!rule || rule.test(text)) && text.length >= Number(minLength ?? 0))
  if (fits === undefined)
    throw new Error(`No example fits the pattern ${pattern}; add one to contracts/openapi/example-of.ts`)
  return fits
}

/** Of a type that may be several, the one to show; nothing needs null. */
function shownType({ type, properties }: JsonSchema): unknown {
  const types = [type].flat().filter((name) => name !== 'null')
  return types[0] ?? (properties ? 'object' : undefined)
}

/**
 * A right value for a schema: what is required, and one thing where nothing is.
 * @throws Error when a schema is beyond it, or needs itself
 */
export function exampleOf(schema: JsonSchema, schemas: Schemas, name = '', depth = 0): unknown {
  if (depth > longestLoop) throw new Error(`${name} has no end`)
  const next = (part: unknown, as = name) => exampleOf(part as JsonSchema, schemas, as, depth + 1) // parts of a schema are schemas
  if (typeof schema.$ref === 'string') return next(schemas[schema.$ref.replace(/^.*\//, '')])
  if (Array.isArray(schema.enum)) return schema.enum[0]
  if (Array.isArray(schema.anyOf)) return next(schema.anyOf[0])
  switch (shownType(schema)) {
    case 'string':
      return textOf(schema, words[name])
    case 'integer':
    case 'number':
      return schema.minimum ?? (schema.exclusiveMinimum === undefined ? 1 : Number(schema.exclusiveMinimum) + 1)
    case 'boolean':
      return schema.default ?? true
    case 'array':
      return words[name] ?? Array.from({ length: Math.max(1, Number(schema.minItems ?? 1)) }, () => next(schema.items))
    default: {
      const { properties = {}, required = [] } = schema
      const shown = required.length > 0 ? required : Object.keys(properties).slice(0, 1)
      return Object.fromEntries(shown.map((field) => [field, next(properties[field], field)]))
    }
  }
}
