import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { type OperationId, operationIds, operationRow } from '../../contracts/operations/index.ts'
import { requests } from '../../fixtures/requests/index.ts'
import { runSteps, type StepTarget } from '../../fixtures/steps/run-steps.ts'
import { acceptedDifferences } from '../testing/published-differences.ts'
import { coreTarget } from '../testing/step-target.ts'
import { createTestMock, defaultTenant } from '../testing/test-mock.ts'

// Beside the project, not in it: the owner's document is data to compare with.
const location = fileURLToPath(new URL('../../../shared/reference/public-openapi.json', import.meta.url))

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>
}

interface PublishedOperation {
  readonly requestBody?: Content
  readonly responses: Readonly<Record<string, Content>>
}

interface PublishedDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, PublishedOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

const published: PublishedDocument | undefined = existsSync(location)
  ? JSON.parse(readFileSync(location, 'utf8'))
  : undefined

const shapeOf = (path: string) => path.replace(/^\/api\/v2/, '').replaceAll(/\{.*?\}/g, '{}')

/** The published operations by method and path, the names of parameters aside. */
const publishedBy = new Map(
  Object.entries(published?.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${shapeOf(path)}`, operation] as const),
  ),
)

const publishedOf = (id: OperationId) => {
  const { method, path } = operationRow(id)
  return publishedBy.get(`${method} ${shapeOf(path)}`)
}

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
if (published) ajv.addSchema({ $id: 'published', components: published.components })

/** References inside the document, as references to the document. */
const absolute = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"published#/components/'))

/** The schema of a JSON body; undefined where the document leaves it open. */
function jsonSchema(part: Content | undefined): object | undefined {
  const schema = part?.content?.['application/json']?.schema
  return schema && Object.keys(schema).some((keyword) => keyword !== 'title') ? schema : undefined
}

function judgeJson(part: Content | undefined, text: string, where: string): string[] {
  const schema = jsonSchema(part)
  if (!schema) return []
  if (!/^[[{"]/.test(text)) return [`${where}: no JSON, published as JSON`]
  const validate = ajv.compile(absolute(schema))
  validate(JSON.parse(text))
  return (validate.errors ?? []).map(({ instancePath, message }) => `${where}${instancePath} ${message}`)
}

/** What the published document says against a request and its answer; nothing when both are as published. */
async function differences(id: OperationId): Promise<string[]> {
  using mock = createTestMock()
  const core = coreTarget(mock)
  let sent = ''
  const target: StepTarget = {
    ...core,
    send(request) {
      sent = typeof request.body === 'string' ? request.body : ''
      return core.send(request)
    },
  }
  const { status, text } = await runSteps(target, defaultTenant, requests[id])
  const { requestBody, responses = {} } = publishedOf(id) ?? {}
  const response = responses[status]
  if (!response) return [`status ${status}, published ${Object.keys(responses).join(', ')}`]
  return [...judgeJson(requestBody, sent, 'request'), ...judgeJson(response, text, 'answer')]
}

const title = published
  ? 'held against the published document'
  : 'skipped: ../shared/reference/public-openapi.json does not lie beside the project'

const walked = operationIds.filter((id) => publishedOf(id) !== undefined)

describe.skipIf(!published)(title, () => {
  test('every published operation is walked, and most answers have a schema to be held against', () => {
    expect(walked).toHaveLength(publishedBy.size)
    const judged = walked.filter((id) => jsonSchema(publishedOf(id)?.responses[operationRow(id).success]))
    expect(judged.length).toBeGreaterThan(130)
  })

  test.each(walked)('%s is asked and answered as published, but for what is accepted', async (id) => {
    expect(await differences(id)).toEqual(acceptedDifferences[id]?.found ?? [])
  })
})
