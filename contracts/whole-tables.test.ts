import { expect, test } from 'vitest'
import { codePattern } from './envelope.ts'
import { errorCodes, errorRow } from './errors.ts'
import { plans, recrawlSeconds, sessions, streaming } from './limits.ts'
import { buildOpenApi } from './openapi.ts'
import { commonErrors, errorsOf, type OperationId, operationIds, operationRow } from './operations/index.ts'
import { statusRows } from './statuses.ts'

// Facts that nothing computes: whoever changes one on purpose runs `npx vitest run contracts/whole-tables.test.ts -u` and reads
// the difference.

test('the errors', () => {
  expect(errorCodes.map((code) => `${code} ${JSON.stringify(errorRow(code))}`)).toMatchSnapshot()
  expect(codePattern.source).toBe('^[A-Z][A-Z0-9_]*$')
})

test('the statuses', () => {
  expect(statusRows.map((row) => JSON.stringify(row))).toMatchSnapshot()
})

test('the limits', () => {
  expect({ plans, streaming, sessions, recrawlSeconds }).toMatchSnapshot()
})

test('the operations', () => {
  expect(operationIds.map((id) => `${id} ${JSON.stringify(operationRow(id))}`)).toMatchSnapshot()
  expect(commonErrors).toMatchSnapshot()
})

interface ShownOperation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: unknown }>> }
  readonly [field: string]: unknown
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ShownOperation>>>>
  readonly components: Readonly<Record<'responses' | 'examples' | 'schemas', Readonly<Record<string, unknown>>>>
}

const built = buildOpenApi() as unknown as Document & Record<string, unknown> // as its readers see it

/** One of each kind: by what they ask for, take and answer. */
const shown: readonly OperationId[] = [
  'listFiles',
  'getFile',
  'updateFile',
  'getFileVariant',
  'streamBatchUpload',
  'putVideoChunk',
  'streamMessage',
  'deleteDocument',
]

function shownOf(id: OperationId): ShownOperation {
  const { path, method } = operationRow(id)
  const operation = built.paths[path]?.[method.toLowerCase()]
  if (!operation) throw new Error(`${id} is not in the document`)
  return operation
}

test.each(shown)('%s in the OpenAPI document', (id) => {
  expect(shownOf(id)).toMatchSnapshot()
})

test('what stands around the operations of the OpenAPI document', () => {
  const { paths, components, ...rest } = built
  const { responses, schemas, examples, ...parts } = components
  expect({ ...rest, parts }).toMatchSnapshot()
  expect(responses.Error422).toMatchSnapshot()
  expect(responses.Error429).toMatchSnapshot()
  expect(examples.RATE_LIMIT_ERROR).toMatchSnapshot()
  expect(Object.keys(responses)).toMatchSnapshot()
  expect(Object.keys(examples)).toMatchSnapshot()
  expect(Object.keys(schemas)).toEqual(Object.keys(schemas).toSorted())
  expect(Object.values(paths).flatMap((methods) => Object.values(methods))).toHaveLength(operationIds.length)
})

test('each operation has the errors that its access leaves it', () => {
  expect(operationIds.filter((id) => !errorsOf(id).includes('HTTP_402'))).toMatchSnapshot()
  expect(errorsOf('putVideoChunk')).toMatchSnapshot()
  expect(errorsOf('listFiles')).toEqual(commonErrors)
})

test('the tag, parameters and body example of each operation', () => {
  const lines = operationIds.map((id) => {
    const { tags, parameters, requestBody, security, description } = shownOf(id)
    const [content] = Object.values(requestBody?.content ?? {})
    return `${id} ${JSON.stringify({ tags, security, description, parameters, example: content?.example })}`
  })
  expect(lines).toMatchSnapshot()
})

test('a document for another server names that one', () => {
  expect(buildOpenApi({ serverUrl: 'http://here' }).servers).toEqual([{ url: 'http://here' }])
})
