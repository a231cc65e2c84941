import { responseDefaults } from './generated/response-defaults.ts'
import type { SchemaName } from './generated/types.ts'

/**
 * What the API's framework sends for a body: optional fields that have no value are there, as null or with their default.
 * What is filled in is copied first; the body itself stays as it is.
 */
export function fillDefaults(schema: SchemaName, body: unknown): unknown {
  return fill(schema, body)
}

function fill(schema: string, value: unknown): unknown {
  const row = responseDefaults[schema]
  if (!row || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => fill(schema, item))
  const filled: Record<string, unknown> = { ...value }
  for (const field in row.values) if (filled[field] === undefined) filled[field] = row.values[field]
  for (const field in row.nested) {
    const nested = row.nested[field]
    if (nested !== undefined) filled[field] = fill(nested, filled[field])
  }
  return filled
}
