import { type Problem, readInput } from '../../../contracts/read-input.ts'
import type { JsonSchema } from '../../../contracts/schemas/json-schema.ts'
import type { InputValidator } from '../../../contracts/validator.ts'
import { filterFields } from '../../journal/filter-schema.ts'

const rows: Readonly<Record<string, JsonSchema>> = filterFields
const isNumber = (name: string) => Object.hasOwn(rows, name) && rows[name]?.type === 'integer'

/** Numbers arrive as text; what is not plainly a number stays what it is, for the schema to refuse. */
const readValue = (name: string, text: string): unknown =>
  isNumber(name) && /^\d{1,15}$/.test(text) ? Number(text) : text

const asQuery = { part: 'parameter', spell: (name: string) => name }

/** Reads a query by its schema: each parameter at most once, none that the route does not know. */
export function readParameters<Query>(
  query: URLSearchParams,
  validate: InputValidator<Query>,
): { readonly input: Query } | { readonly problem: Problem } {
  const given = new Map<string, unknown>()
  for (const [name, text] of query) {
    if (given.has(name)) return { problem: { field: name, issue: 'Stands more than once' } }
    given.set(name, readValue(name, text))
  }
  // A field of its own for each name, `__proto__` included.
  return readInput(validate, Object.fromEntries(given), asQuery)
}
