import { buildEnvelope } from './envelope.ts'
import { errorCodes, errorRow } from './errors.ts'
import { createErrorResponses } from './openapi/error-responses.ts'
import { headers } from './openapi/headers.ts'
import { operationObject, usualSecurity } from './openapi/operation-object.ts'
import { relocate } from './openapi/refs.ts'
import { tagOf, tags } from './openapi/tags.ts'
import { operationIds, operationRow } from './operations/index.ts'
import { collectSchemas } from './schemas/index.ts'

const exampleRequestId = '550e8400-e29b-41d4-a716-446655440000'

const securitySchemes = {
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key: aion_ and at least 20 letters, digits, _ or -',
  },
  session: { type: 'http', scheme: 'bearer', description: "The dashboard's session token" },
}

/** Names that a part of the document refers to under components, by kind: `schemas`, `examples`. */
function referredTo(part: unknown, kind: string): string[] {
  return [...JSON.stringify(part).matchAll(new RegExp(`"#/components/${kind}/(\\w+)"`, 'g'))].map(
    ([, name = '']) => name,
  )
}

/** The schemas that the document refers to, and those that these refer to: a component that nobody uses says nothing. */
function usedSchemas(roots: unknown, schemas: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const used: Record<string, unknown> = {}
  const visit = (name: string) => {
    if (name in used) return
    used[name] = schemas[name]
    for (const inside of referredTo(schemas[name], 'schemas')) visit(inside)
  }
  for (const name of referredTo(roots, 'schemas')) visit(name)
  return Object.fromEntries(Object.entries(used).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The OpenAPI 3.1 document that the contract amounts to: every operation with every error that it can answer. */
export function buildOpenApi({
  serverUrl = 'https://api.aionvision.tech/api/v2',
}: {
  serverUrl?: string
} = {}): Record<string, unknown> {
  const schemas = collectSchemas()
  const errors = createErrorResponses()
  const paths: Record<string, Record<string, object>> = {}
  for (const id of operationIds) {
    const { path, method } = operationRow(id)
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationObject(id, schemas, errors.of(id)) }
  }
  const schemasByPlace = relocate(schemas) as Record<string, unknown> // an object for an object
  const exampleNames = new Set(referredTo(errors.components, 'examples'))
  const used = new Set(operationIds.map((id) => tagOf(operationRow(id).path)))
  return {
    openapi: '3.1.0',
    info: {
      title: 'Aionvision API: operations and error contract',
      version: '2',
      description: 'Derived from the tables of aion-contract. What no public page states is marked as assumed there.',
      contact: { name: 'aion-contract' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: serverUrl }],
    security: usualSecurity,
    tags: tags.filter(({ name }) => used.has(name)).map(({ name, description }) => ({ name, description })),
    paths,
    components: {
      schemas: usedSchemas([paths, errors.components], schemasByPlace),
      responses: errors.components,
      headers,
      examples: Object.fromEntries(
        errorCodes
          .filter((code) => exampleNames.has(code))
          .map((code) => [code, { summary: errorRow(code).meaning, value: buildEnvelope(code, exampleRequestId) }]),
      ),
      securitySchemes,
    },
  }
}
