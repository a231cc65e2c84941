import { requestFields } from './generated/request-fields.ts'
import type { RequestSchemaName } from './generated/request-validators.js'
import { nearName } from './near-name.ts'

export type { RequestSchemaName }

/** A parameter or a field that the API does not know: what its framework passes over. */
export interface UnknownField {
  /** Dotted path: `limt`, `images.0.urll`. */
  readonly name: string
  /** The known name that was probably meant. */
  readonly near: string | undefined
}

/** What a query, form or body has beyond its schema; without a schema, everything. */
export function unknownFields(schema: RequestSchemaName | undefined, data: unknown): readonly UnknownField[] {
  return find(schema === undefined ? {} : requestFields[schema], data, '')
}

function find(known: Readonly<Record<string, string | null>> | undefined, data: unknown, at: string): UnknownField[] {
  if (!known || typeof data !== 'object' || data === null) return []
  if (Array.isArray(data)) return data.flatMap((item, index) => find(known, item, `${at}${index}.`))
  return Object.entries(data).flatMap(([name, value]) => {
    if (!Object.hasOwn(known, name)) return [{ name: at + name, near: nearName(name, Object.keys(known)) }]
    const nested = known[name]
    return nested === null || nested === undefined ? [] : find(requestFields[nested], value, `${at}${name}.`)
  })
}
