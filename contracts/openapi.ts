import { buildEnvelope } from './envelope.ts'
import { type ErrorCode, errorCodes, errorRow } from './errors.ts'
import { errorsOf, type OperationId, operationIds, operationRow } from './operations/index.ts'
import { isOpen, type Operation } from './operations/operation.ts'
import { collectSchemas, type JsonSchema } from './schemas/index.ts'

const exampleRequestId = '550e8400-e29b-41d4-a716-446655440000'

const schemaRef = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const headerRef = (name: string) => ({ $ref: `#/components/headers/${name}` })

const rateHeaders = ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset']
const commonHeaders = Object.fromEntries(['X-Request-ID', ...rateHeaders].map((name) => [name, headerRef(name)]))

/** Schemas refer to each other inside their file; in the document they all stand under components. */
function relocate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocate)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) =>
      key === '$ref' ? [key, String(part).replace(/^.*#\/\$defs\//, '#/components/schemas/')] : [key, relocate(part)],
    ),
  )
}

/** The statuses under which an error is declared: the one that is sent, and 400 beside 422 for validation. */
function statusesOf(code: ErrorCode): number[] {
  return code === 'VALIDATION_ERROR' ? [400, 422] : [errorRow(code).status]
}

function errorResponse(codes: readonly ErrorCode[]): object {
  const retryAfter = codes.map((code) => errorRow(code).retryAfter)
  const headers = {
    ...commonHeaders,
    ...(retryAfter.some((presence) => presence !== 'absent') && { 'Retry-After': headerRef('Retry-After') }),
  }
  const narrowed = { type: 'object', properties: { error: { type: 'object', properties: { code: { enum: codes } } } } }
  return {
    description: codes.map((code) => `${code}: ${errorRow(code).meaning}`).join('\n\n'),
    headers,
    content: {
      'application/json': {
        schema: { allOf: [schemaRef('Envelope'), narrowed] },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  }
}

function successResponse({ response, produces, success, summary }: Operation): object {
  const location =
    success === 302
      ? { Location: { description: 'Where the bytes are', required: true, schema: { type: 'string', format: 'uri' } } }
      : {}
  const content = response
    ? { 'application/json': { schema: schemaRef(response) } }
    : produces
      ? { [produces]: { schema: { type: 'string' } } }
      : undefined
  return { description: summary, headers: { ...commonHeaders, ...location }, ...(content && { content }) }
}

function parameters({ path, query }: Operation, schemas: Readonly<Record<string, JsonSchema>>): object[] {
  const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', ...(name.endsWith('_id') && { format: 'uuid' }) },
  }))
  const { properties = {}, required = [] } = (query && schemas[query]) || {}
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: relocate(schema),
  }))
  return [...inPath, ...inQuery]
}

function requestBody({ body }: Operation): object | undefined {
  if (!body) return undefined
  if (body.type === 'json')
    return { required: true, content: { 'application/json': { schema: schemaRef(body.schema) } } }
  if (body.type === 'multipart')
    return { required: true, content: { 'multipart/form-data': { schema: schemaRef(body.schema) } } }
  return { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } }
}

/** A session may do what its user's role allows; an API key has no user. */
function securityOf({ access }: Operation): object[] {
  if (isOpen(access)) return []
  const isPersonal = access === 'session' || access === 'refresh'
  return isPersonal ? [{ session: [] }] : [{ apiKey: [] }, { session: [] }]
}

function operationObject(id: OperationId, schemas: Readonly<Record<string, JsonSchema>>): object {
  const row = operationRow(id)
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of new Set(errorsOf(id))) {
    for (const status of statusesOf(code)) byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  const statuses = [...byStatus].sort(([a], [b]) => a - b)
  const body = requestBody(row)
  return {
    operationId: id,
    summary: row.summary,
    security: securityOf(row),
    parameters: parameters(row, schemas),
    ...(body && { requestBody: body }),
    responses: {
      [row.success]: successResponse(row),
      ...Object.fromEntries(statuses.map(([status, codes]) => [status, errorResponse(codes)])),
    },
  }
}

const integerHeader = (description: string) => ({ description, required: true, schema: { type: 'integer' } })

/** The OpenAPI 3.1 document that the contract amounts to: every operation with every error that it can answer. */
export function buildOpenApi({
  serverUrl = 'https://api.aionvision.tech/api/v2',
}: {
  serverUrl?: string
} = {}): Record<string, unknown> {
  const schemas = collectSchemas()
  const paths: Record<string, Record<string, object>> = {}
  for (const id of operationIds) {
    const { path, method } = operationRow(id)
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationObject(id, schemas) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Aionvision API: operations and error contract',
      version: '2',
      description: 'Derived from the tables of aion-contract. What no public page states is marked as assumed there.',
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      schemas: relocate(schemas),
      headers: {
        'X-Request-ID': {
          description: 'The id of this answer, equal to the request_id of an error',
          required: true,
          schema: { type: 'string' },
        },
        'X-RateLimit-Limit': integerHeader('Requests that the plan allows in a window'),
        'X-RateLimit-Remaining': integerHeader('Requests that are left in this window'),
        'X-RateLimit-Reset': integerHeader('Unix seconds at which the window ends'),
        'Retry-After': {
          description: 'Whole seconds to wait, or an HTTP-date (RFC 9110 §10.2.3)',
          schema: { type: 'string' },
        },
      },
      examples: Object.fromEntries(
        errorCodes.map((code) => [
          code,
          { summary: errorRow(code).meaning, value: buildEnvelope(code, exampleRequestId) },
        ]),
      ),
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key: aion_ and at least 20 letters, digits, _ or -',
        },
        session: { type: 'http', scheme: 'bearer', description: "The dashboard's session token" },
      },
    },
  }
}
