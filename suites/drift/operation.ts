import { isNode, type Node, type OpenApiDocument, resolve } from './document.ts'

export interface Parameter {
  readonly schema: unknown
  readonly isRequired: boolean
}

/** One operation of a document, its references resolved. */
export interface DriftOperation {
  /** `GET /user-files/{image_id}`, without the base path. */
  readonly name: string
  /** By place and name: `query limit`. */
  readonly parameters: Readonly<Record<string, Parameter>>
  /** The body's schema by its media type. */
  readonly body: Readonly<Record<string, unknown>>
  /** Statuses below 400, and the schema of the answer by media type. */
  readonly successes: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly errors: readonly string[]
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** How an operation is found in another document: parameters of the path may be called otherwise there. */
export const keyOf = (name: string): string => name.replace(/\{[^}]*\}/g, '{}')

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function contentOf(document: OpenApiDocument, holder: Node): Record<string, unknown> {
  const content = isNode(holder.content) ? holder.content : {}
  return Object.fromEntries(
    Object.entries(content).map(([type, media]) => [
      type.split(';', 1)[0]?.trim().toLowerCase() ?? type,
      resolve(document, media).schema,
    ]),
  )
}

function parametersOf(document: OpenApiDocument, given: readonly unknown[]): Record<string, Parameter> {
  const parameters: Record<string, Parameter> = {}
  for (const parameter of given.map((one) => resolve(document, one))) {
    // Headers are the framework's affair, and a key stands under security.
    if (parameter.in !== 'path' && parameter.in !== 'query') continue
    const name = parameter.in === 'path' ? 'path' : `query ${String(parameter.name)}`
    parameters[name === 'path' ? `path ${String(parameter.name)}` : name] = {
      schema: parameter.schema,
      isRequired: parameter.required === true,
    }
  }
  return parameters
}

function operationOf(document: OpenApiDocument, name: string, item: Node, operation: Node): DriftOperation {
  const responses = Object.entries(resolve(document, operation.responses)).map(
    ([status, response]) => [status, resolve(document, response)] as const,
  )
  return {
    name,
    parameters: parametersOf(document, [...listOf(item.parameters), ...listOf(operation.parameters)]),
    body: contentOf(document, resolve(document, operation.requestBody)),
    successes: Object.fromEntries(
      responses
        .filter(([status]) => /^[23]/.test(status))
        .map(([status, response]) => [status, contentOf(document, response)]),
    ),
    errors: responses.map(([status]) => status).filter((status) => /^[45]/.test(status)),
  }
}

/** Every operation of a document by its key; `basePath` is taken off the paths that begin with it. */
export function operationsOf(document: OpenApiDocument, basePath = ''): ReadonlyMap<string, DriftOperation> {
  const found = new Map<string, DriftOperation>()
  for (const [path, given] of Object.entries(document.paths)) {
    const item = resolve(document, given)
    const short = path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path
    for (const method of methods) {
      if (!isNode(item[method])) continue
      const name = `${method.toUpperCase()} ${short}`
      found.set(keyOf(name), operationOf(document, name, item, resolve(document, item[method])))
    }
  }
  return found
}

/** The beginning that most paths of a document have before those of the contract: `/api/v2`. */
export function basePathOf(document: OpenApiDocument, known: ReadonlySet<string>): string {
  const counts = new Map<string, number>()
  for (const path of Object.keys(document.paths).map((one) => keyOf(one))) {
    const segments = path.split('/')
    for (let length = 1; length <= Math.min(4, segments.length - 1); length++) {
      if (!known.has(`/${segments.slice(length).join('/')}`)) continue
      const base = segments.slice(0, length).join('/')
      counts.set(base, (counts.get(base) ?? 0) + 1)
      break
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? ''
}
