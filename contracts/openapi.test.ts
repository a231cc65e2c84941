import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import SwaggerParser from '@apidevtools/swagger-parser'
import { expect, test } from 'vitest'
import { isEnvelope } from './envelope.ts'
import { errorRow } from './errors.ts'
import { buildOpenApi } from './openapi.ts'
import { errorsOf, operationIds, operationRow } from './operations/index.ts'
import { collectSchemas } from './schemas/index.ts'
import { validateRequest } from './validation.ts'

/** What is asked of the linter. Its own types take the compiler longer than 400 files of ours. */
interface Linter {
  createConfig(config: object): Promise<unknown>
  lintFromString(of: {
    source: string
    config: unknown
  }): Promise<readonly { readonly ruleId: string; readonly location: readonly { readonly pointer?: string }[] }[]>
}
const { createConfig, lintFromString }: Linter = createRequire(import.meta.url)('@redocly/openapi-core')

interface Shown {
  readonly $ref?: string
  readonly headers: object
  readonly content: { readonly 'application/json': { readonly examples: object } }
}

interface ShownOperation {
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: unknown }>> }
  readonly responses: Readonly<Record<string, Shown>>
}

interface Document {
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, ShownOperation>>>>
  readonly components: {
    readonly responses: Readonly<Record<string, Shown>>
    readonly examples: Readonly<Record<string, { readonly value: unknown }>>
  }
}

// The document as its readers get it: what was built is asked, not the types that built it.
const document = JSON.parse(JSON.stringify(buildOpenApi())) as Document

const shown = (id: (typeof operationIds)[number]): ShownOperation => {
  const { path, method } = operationRow(id)
  const operation = document.paths[path]?.[method.toLowerCase()]
  if (!operation) throw new Error(`${id} is not in the document`)
  return operation
}

test('the document is valid OpenAPI 3.1', async () => {
  await expect(SwaggerParser.validate(structuredClone(document) as never)).resolves.toBeDefined() // its own type of a document
})

test('a linter finds nothing but what the API itself is', async () => {
  const config = await createConfig({ extends: ['recommended'] })
  const problems = await lintFromString({ source: JSON.stringify(document), config })
  const found = problems.map(({ ruleId, location: [at] }) => `${ruleId} ${at?.pointer}`)
  // Paths of a package index end in a slash (PEP 503), and a download's only success is a redirect.
  const own = [/^no-path-trailing-slash #\/paths\/~1sdk/, /^operation-2xx-response .*(download|variant)/]
  expect(found.filter((problem) => !own.some((pattern) => pattern.test(problem)))).toEqual([])
})

test('it says everything once: 450 kB for the whole API are enough', () => {
  expect(JSON.stringify(document).length).toBeLessThan(450_000)
})

test.each(operationIds)('%s declares every error under its status, with Retry-After where the table says so', (id) => {
  for (const code of errorsOf(id)) {
    const row = errorRow(code)
    const { $ref = '' } = shown(id).responses[row.status] ?? {}
    const response = document.components.responses[$ref.replace('#/components/responses/', '')]
    expect(Object.keys(response?.content['application/json'].examples ?? {})).toContain(code)
    if (row.retryAfter !== 'absent') expect(response?.headers).toHaveProperty('Retry-After')
  }
})

test.each(operationIds)('%s has a tag, a summary, a description and a right example', (id) => {
  const { tags, summary, description, requestBody } = shown(id)
  expect(document.tags.map(({ name }) => name)).toEqual(expect.arrayContaining([...tags]))
  expect([tags.length, summary.length > 0, description.endsWith('.')]).toEqual([1, true, true])
  const { body } = operationRow(id)
  if (body?.type !== 'json') return
  const example = requestBody?.content['application/json']?.example
  expect(validateRequest(body.schema, structuredClone(example))).toBeNull()
})

test('every example of an error is an envelope', () => {
  const examples = Object.values(document.components.examples)
  expect(examples.length).toBeGreaterThan(15)
  for (const { value } of examples) expect(isEnvelope(value)).toBe(true)
})

test('every schema of every file is part of the contract', () => {
  const folder = new URL('./schemas/', import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const names = files.flatMap((name) => Object.keys(JSON.parse(readFileSync(new URL(name, folder), 'utf8')).$defs))
  expect(Object.keys(collectSchemas()).sort()).toEqual(names.sort())
})
