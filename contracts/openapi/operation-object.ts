import { type OperationId, operationRow } from '../operations/index.ts'
import { isOpen, type Operation, type RequestBody } from '../operations/operation.ts'
import type { JsonSchema } from '../schemas/index.ts'
import { exampleOf } from './example-of.ts'
import { commonHeaders } from './headers.ts'
import { relocate, schemaRef } from './refs.ts'
import { tagOf } from './tags.ts'

type Schemas = Readonly<Record<string, JsonSchema>>

const binary = { type: 'string', format: 'binary' }

const successTitles: Readonly<Record<Operation['success'], string>> = {
  200: 'Done',
  201: 'Made',
  202: 'Taken on; it goes on behind the scenes',
  204: 'Done; there is nothing to say',
  302: 'It lies elsewhere',
}

function successResponse({ response, produces, success }: Operation): object {
  const location =
    success === 302
      ? { Location: { description: 'Where the bytes are', required: true, schema: { type: 'string', format: 'uri' } } }
      : {}
  const content = response
    ? { 'application/json': { schema: schemaRef(response) } }
    : produces
      ? { [produces]: { schema: produces.startsWith('text/') ? { type: 'string' } : binary } }
      : undefined
  return {
    description: successTitles[success],
    headers: { ...commonHeaders, ...location },
    ...(content && { content }),
  }
}

function idSchema(name: string, { pathIds = 'uuid' }: Operation): object {
  if (!name.endsWith('_id') || pathIds === 'text') return { type: 'string' }
  if (pathIds === 'uuid') return { type: 'string', format: 'uuid' }
  return { type: 'string', pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$|^[0-9a-fA-F]{8}$' }
}

function parameters(row: Operation, schemas: Schemas): object[] {
  const inPath = [...row.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: idSchema(name, row),
  }))
  const { properties = {}, required = [] } = (row.query && schemas[row.query]) || {}
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    ...(required.includes(name) && { required: true }),
    schema: relocate(schema),
  }))
  return [...inPath, ...inQuery]
}

/** The text fields of a form and its files. */
function formSchema({ schema, files }: Extract<RequestBody, { type: 'multipart' }>): object {
  const file = files === 'file' ? binary : { type: 'array', items: binary, minItems: 1 }
  return { allOf: [schemaRef(schema), { type: 'object', required: [files], properties: { [files]: file } }] }
}

function requestBody({ body }: Operation, schemas: Schemas): object | undefined {
  if (!body) return undefined
  if (body.type === 'bytes') return { required: true, content: { 'application/octet-stream': { schema: binary } } }
  if (body.type === 'multipart')
    return { required: true, content: { 'multipart/form-data': { schema: formSchema(body) } } }
  const example = exampleOf(schemas[body.schema] ?? {}, schemas)
  return { required: true, content: { 'application/json': { schema: schemaRef(body.schema), example } } }
}

/** What most operations ask for, and so the document: a session may do what its user's role allows. */
export const usualSecurity = [{ apiKey: [] }, { session: [] }]

/** What an operation asks for, where it is not the usual; an API key has no user. */
function securityOf({ access }: Operation): { security?: object[] } {
  if (isOpen(access)) return { security: [] }
  return access === 'session' || access === 'refresh' ? { security: [{ session: [] }] } : {}
}

const accessSentences: Readonly<Record<Operation['access'], string>> = {
  read: 'Needs the scope read.',
  write: 'Needs the scope write.',
  admin: 'Needs the scope admin.',
  session: 'Needs a session; no API key will do.',
  refresh: 'Needs a session, which may have expired.',
  public: 'Needs no credential.',
  none: 'Needs no credential: the URL speaks for itself.',
}

function descriptionOf({ access, idempotent, rate, method }: Operation): string {
  return [
    accessSentences[access],
    ...(idempotent && method !== 'GET' ? ['Sent twice it does no more than once.'] : []),
    ...(rate ? [`At most ${rate.requests} in ${rate.windowSeconds} seconds.`] : []),
  ].join(' ')
}

/** Everything that the document says of one operation. */
export function operationObject(id: OperationId, schemas: Schemas, errors: Readonly<Record<string, object>>): object {
  const row = operationRow(id)
  const body = requestBody(row, schemas)
  const asked = parameters(row, schemas)
  return {
    operationId: id,
    tags: [tagOf(row.path)],
    summary: row.summary,
    description: descriptionOf(row),
    ...securityOf(row),
    ...(asked.length > 0 && { parameters: asked }),
    ...(body && { requestBody: body }),
    responses: { [row.success]: successResponse(row), ...errors },
  }
}
