import { operationIds, operationRow } from '../../contracts/operations/index.ts'

/** Schemas that no operation names, but that answers are judged by. */
const furtherResponses = ['Envelope', 'ValidationDetails', 'ChatStreamErrorEvent', 'ChatStreamEvents']

export interface SchemaRoles {
  /** Bodies as JSON: defaults are filled in, nothing is converted. */
  readonly bodies: readonly string[]
  /** Queries and form fields, which arrive as text: converted, then as bodies. */
  readonly texts: readonly string[]
  readonly responses: readonly string[]
}

/** Sorts the schemas that operations name by what they judge. */
export function schemaRoles(): SchemaRoles {
  const bodies = new Set<string>()
  const texts = new Set<string>()
  const responses = new Set(furtherResponses)
  for (const { query, body, response } of operationIds.map(operationRow)) {
    if (query) texts.add(query)
    if (body?.type === 'json') bodies.add(body.schema)
    if (body?.type === 'multipart') texts.add(body.schema)
    if (response) responses.add(response)
  }
  return { bodies: [...bodies].sort(), texts: [...texts].sort(), responses: [...responses].sort() }
}
