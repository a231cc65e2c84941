import { operationIds } from '../../../contracts/operations/index.ts'
import errorSchemas from '../../../contracts/schemas/error.json' with { type: 'json' }
import { type JsonSchema, published } from '../../../contracts/schemas/json-schema.ts'
import { tenantName as namePattern } from '../../tenant/keys.ts'
import { controlPath } from './control-path.ts'
import { steeringSchemas } from './control-schema.ts'
import { type ControlRoute, schemaRef } from './route.ts'

/** The schemas of what requests carry, as they are published. */
const inputs = published(steeringSchemas, schemaRef)

const tenantName = published(namePattern)
const nullable = (schema: JsonSchema) => ({ anyOf: [schema, { type: 'null' }] })
const object = (properties: Record<string, JsonSchema>) => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
})
const ms = { type: 'number' }
const count = { type: 'integer', minimum: 0 }

function planEntrySchema(input: JsonSchema | undefined): JsonSchema {
  const { properties } = { properties: {}, ...input }
  return {
    type: 'object',
    required: ['id', 'times', 'matched', 'served', 'remaining', 'servings'],
    properties: {
      id: { type: 'string' },
      ...properties,
      matched: { type: 'integer', description: 'How many requests it was asked about.' },
      served: { type: 'integer', description: 'How many steps were served so far.' },
      remaining: { ...nullable({ type: 'integer' }), description: 'How many are left; null when it goes on for ever.' },
      servings: {
        type: 'array',
        items: object({ attempt: count, tenant: tenantName, atMs: ms, step: count }),
        description: 'The latest steps that were served, oldest first.',
      },
    },
  }
}

const attempt = object({
  id: { type: 'integer' },
  tenant: tenantName,
  operation: nullable({ enum: [...operationIds] }),
  method: { type: 'string' },
  target: { type: 'string' },
  headers: {
    type: 'array',
    items: { type: 'string' },
    description: 'Name, value, name, value; credentials are masked.',
  },
  connection: { type: 'integer' },
  atMs: { ...ms, description: "Epoch milliseconds on the tenant's clock." },
  requestId: { type: 'string' },
  times: {
    ...object({
      connectedMs: ms,
      headMs: ms,
      bodyEndMs: nullable(ms),
      responseHeadMs: nullable(ms),
      responseEndMs: nullable(ms),
      faultMs: nullable(ms),
    }),
    description: 'Milliseconds on a clock that never jumps; null for what did not happen.',
  },
  body: {
    ...nullable(object({ bytes: { type: 'integer' }, sha256: nullable({ type: 'string' }) })),
    description: 'What was read of the body before the answer; without a hash where that was not all of it.',
  },
  status: nullable({ type: 'integer' }),
  answerBytes: { ...nullable(count), description: 'How long the body of the answer was, where that is counted.' },
  retryAfter: { ...nullable({ type: 'string' }), description: 'What Retry-After of the answer said.' },
  fault: { ...nullable({ type: 'string' }), description: 'What Mock-Fault-Served says.' },
  warnings: { type: 'array', items: { type: 'string' }, description: 'The members of Mock-Warning.' },
})

const tenant = object({
  name: tenantName,
  plan: { type: 'string' },
  limits: { type: 'object' },
  overridden: { type: 'array', items: { type: 'string' }, description: "Which limits differ from the plan's." },
  subscription: { type: 'string' },
  provider: { type: 'string' },
  failureShare: { type: 'number' },
  usage: { type: 'object' },
  clock: { type: 'string', format: 'date-time' },
  skewSeconds: { type: 'number', description: 'How far the Date of answers is ahead of the clock.' },
  cycleEnd: { type: 'string', format: 'date-time', description: 'When the billing month ends.' },
  rateWindow: object({ limit: count, remaining: count, resetMs: ms }),
  records: object({ files: count, folders: count }),
})

/** Which refusals a route can answer with; an unknown parameter is refused by each. */
function refusals({ path, body }: ControlRoute): readonly number[] {
  const ofBody = body ? [400, 413, 415] : []
  return [401, 403, 422, ...(path.includes('{') ? [404] : []), ...ofBody].sort((a, b) => a - b)
}

const envelopeContent = { 'application/json': { schema: { $ref: schemaRef('Envelope') } } }

const responseTitles: Readonly<Record<number, string>> = {
  400: 'The body is not valid JSON.',
  401: 'The control token is missing or wrong.',
  403: 'A foreign origin or an unexpected host.',
  404: 'Nothing has this id.',
  413: 'The body is too large.',
  415: 'The body is not application/json.',
  422: 'A field or a parameter is unknown or breaks its rule; details name it.',
}

function operationOf(route: ControlRoute): JsonSchema {
  const { id, summary, path, params, query, body, success } = route
  const { schema, produces = schema ? 'application/json' : undefined } = success
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: (params && inputs[params]?.properties?.[name]) ?? { type: 'string' },
  }))
  const known: Readonly<Record<string, JsonSchema>> = (query && inputs[query]?.properties) ?? {}
  const inQuery = Object.entries(known).map(([name, { description, ...rest }]) => ({
    name,
    in: 'query',
    description,
    schema: rest,
  }))
  return {
    operationId: id,
    summary,
    parameters: [...inPath, ...inQuery],
    ...(body && {
      requestBody: {
        required: !body.isOptional,
        content: { 'application/json': { schema: { $ref: schemaRef(body.schema) } } },
      },
    }),
    responses: {
      [success.status]: {
        description: success.description,
        ...(produces && { content: { [produces]: { schema: schema ?? { type: 'string' } } } }),
      },
      ...Object.fromEntries(
        refusals(route).map((status) => [status, { description: responseTitles[status], content: envelopeContent }]),
      ),
    },
  }
}

/** The OpenAPI 3.1 document of the control API, derived from its table of routes. */
export function controlDocument(routes: readonly ControlRoute[], version: string): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const route of routes) {
    const item = paths[route.path] ?? {}
    paths[route.path] = item
    item[route.method.toLowerCase()] = operationOf(route)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'aion-contract control API',
      version,
      description:
        'Steers the mock server: fault plan, journal, tenants and their clocks. All of it lies under `/t/{tenant}/__mock`, too, for that tenant only.',
    },
    servers: [{ url: controlPath }],
    security: [{}, { bearer: [] }, { header: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'Where the server was started with a control token.' },
        header: { type: 'apiKey', in: 'header', name: 'Mock-Control-Token' },
      },
      schemas: {
        Envelope: errorSchemas.$defs.Envelope,
        ...inputs,
        PlanEntry: planEntrySchema(inputs.PlanInput),
        Attempt: attempt,
        Tenant: tenant,
      },
    },
  }
}
