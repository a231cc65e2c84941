import fc from 'fast-check'
import type { JsonSchema } from '../../contracts/schemas/json-schema.ts'
import { pathFormat } from '../faults/path-pattern.ts'

type Schemas = Readonly<Record<string, JsonSchema>>

const nameOf = ({ $ref }: JsonSchema) => (typeof $ref === 'string' ? $ref.replace(/^.*\//, '') : undefined)
const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null
const numberOr = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise)

/**
 * Values that a schema of ours may take, most of them right. Rules about how fields go together are not followed, so some of
 * the values break them. For tests.
 */
export function anyOfSchema(schema: JsonSchema, schemas: Schemas): fc.Arbitrary<unknown> {
  const of = (inner: unknown): fc.Arbitrary<unknown> =>
    isSchema(inner) ? anyOfSchema(inner, schemas) : fc.jsonValue({ maxDepth: 1 })
  const name = nameOf(schema)
  if (name !== undefined) return of(schemas[name])
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum)
  if (schema.if !== undefined && schema.properties === undefined)
    return fc.oneof(...[schema.then, schema.else].filter(isSchema).map((branch) => of({ ...branch })))
  const types = [schema.type].flat().filter((type) => typeof type === 'string')
  return types.length === 0 ? fc.jsonValue({ maxDepth: 1 }) : fc.oneof(...types.map((type) => ofType(type, schema, of)))
}

type Of = (inner: unknown) => fc.Arbitrary<unknown>

function ofType(type: string, schema: JsonSchema, of: Of): fc.Arbitrary<unknown> {
  if (type === 'string') return text(schema)
  if (type === 'integer') return integer(schema)
  if (type === 'number') return fc.oneof(integer(schema), fc.double({ min: 0, max: 1, noNaN: true }))
  if (type === 'array') return list(schema, of)
  if (type === 'object') return object(schema, of)
  return type === 'boolean' ? fc.boolean() : fc.constant(null)
}

/** What must not stand at a place: fast-check writes no text for it. */
const lookahead = /\(\?![^)]*\)/g

/** Paths of the API, and what is nearly one. */
const paths = fc.constantFrom(
  '/user-files',
  '/user-files/*',
  '/user-file',
  '/User-Files/**',
  '/folders/',
  '/favicon.ico',
)

const text = ({ pattern, minLength, format }: JsonSchema): fc.Arbitrary<string> => {
  if (format === pathFormat) return fc.oneof(paths, text({ pattern }))
  if (typeof pattern !== 'string') return fc.string({ minLength: numberOr(minLength, 0) })
  const whole = new RegExp(pattern)
  return fc.stringMatching(new RegExp(pattern.replace(lookahead, ''))).filter((one) => whole.test(one))
}

/** Bounds are where two readings of a number part, so they come often. */
function integer({ minimum, exclusiveMinimum, maximum }: JsonSchema): fc.Arbitrary<number> {
  const min = numberOr(minimum ?? exclusiveMinimum, -1_000)
  const max = numberOr(maximum, 1_000)
  const inside = fc.bigInt({ min: BigInt(min), max: BigInt(max) }).map(Number)
  return fc.oneof(inside, fc.constantFrom(min, max))
}

function list({ items, minItems, maxItems, ascending }: JsonSchema, of: Of): fc.Arbitrary<unknown> {
  const values = fc.array(of(items), {
    minLength: numberOr(minItems, 0),
    maxLength: Math.min(numberOr(maxItems, 3), 3),
  })
  if (ascending !== true) return values
  return values.map((pair, index = 0) => (index % 4 === 0 ? pair : pair.toSorted((a, b) => Number(a) - Number(b))))
}

function object(schema: JsonSchema, of: Of): fc.Arbitrary<object> {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema
  const known = Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, of(inner)]))
  const free = fc.record(known, { requiredKeys: [...required].filter((name) => name in known) })
  const whole = fc.tuple(free, fc.nat(9)).map(([value, chance]) => (chance === 0 ? value : fitted(value, schema)))
  if (!isSchema(additionalProperties)) return whole
  const names = isSchema(propertyNames) ? text(propertyNames) : fc.string()
  return fc.oneof(whole, fc.dictionary(names, of(additionalProperties), { maxKeys: 2 }))
}

/** The fields of an object that go together. */
function fitted(value: object, { oneOf, not, dependentRequired, maxProperties }: JsonSchema): object {
  const left = new Map(Object.entries(value))
  const alternatives = Array.isArray(oneOf) ? oneOf.map(({ required }: JsonSchema) => required?.[0] ?? '') : []
  for (const name of alternatives.filter((name) => left.has(name)).slice(1)) left.delete(name)
  if (isSchema(not) && not.required?.every((name) => left.has(name))) left.delete(not.required[0] ?? '')
  for (const [name, needed] of Object.entries(Object(dependentRequired)))
    if (Array.isArray(needed) && !needed.every((other) => left.has(other))) left.delete(name)
  return Object.fromEntries([...left].slice(0, numberOr(maxProperties, left.size)))
}

/** Values that are all but right: one of them with a field changed, added or left out, and anything at all. */
export function almostOfSchema(schema: JsonSchema, schemas: Schemas): fc.Arbitrary<unknown> {
  const right = anyOfSchema(schema, schemas)
  const names = Object.keys(schema.properties ?? {})
  const field = names.length > 0 ? fc.oneof(fc.constantFrom(...names), fc.string()) : fc.string()
  const changed = fc
    .tuple(right, field, fc.oneof(fc.string(), fc.integer(), fc.jsonValue({ maxDepth: 2 })))
    .map(([value, name, other]) => (typeof value === 'object' && value !== null ? { ...value, [name]: other } : other))
  const lessened = fc
    .tuple(right, field)
    .map(([value, name]) => Object.fromEntries(Object.entries(Object(value)).filter(([key]) => key !== name)))
  return fc.oneof({ weight: 4, arbitrary: right }, changed, lessened, fc.jsonValue())
}
