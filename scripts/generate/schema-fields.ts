import type { JsonSchema } from '../../contracts/schemas/json-schema.ts'
import type { Field } from './read-fields.ts'

/** The type of a value, as TypeScript says it. */
function typeOf({ tsType, $ref, enum: values, type }: JsonSchema): string {
  if (typeof tsType === 'string') return tsType
  if (typeof $ref === 'string') return $ref.replace(/^.*\//, '')
  if (Array.isArray(values)) return values.map((value) => `'${value}'`).join(' | ')
  return [type].flat().join(' | ').replace('integer', 'number')
}

/** The fields of an object's schema, as the pages show them. */
export const fieldsOf = ({ properties = {} }: JsonSchema): Field[] =>
  Object.entries(properties).map(([name, schema]) => ({
    name,
    type: typeOf(schema),
    text: String(schema.description ?? ''),
  }))
