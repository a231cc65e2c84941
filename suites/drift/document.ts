/** An object of a parsed document. */
export type Node = Readonly<Record<string, unknown>>

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A parsed OpenAPI document, as far as it is looked into. */
export interface OpenApiDocument extends Node {
  readonly openapi: string
  readonly paths: Node
}

/**
 * Takes a parsed value for an OpenAPI 3 document.
 * @throws TypeError that says what it is instead
 */
export function readDocument(value: unknown): OpenApiDocument {
  if (!isNode(value)) throw new TypeError('It is not an object, as an OpenAPI document is one')
  if (value.swagger !== undefined)
    throw new TypeError(`It is a Swagger ${String(value.swagger)} document; convert it to OpenAPI 3 first`)
  if (typeof value.openapi !== 'string' || !value.openapi.startsWith('3.'))
    throw new TypeError('It does not say "openapi": "3.…", so it is no OpenAPI 3 document')
  if (!isNode(value.paths)) throw new TypeError('It has no paths')
  return value as unknown as OpenApiDocument // both fields were looked at
}

const longestChain = 50

/**
 * What a value is behind its references. Fields beside a `$ref` win, as OpenAPI 3.1 has it.
 * @throws TypeError when a reference leads nowhere, in a circle, or out of the document
 */
export function resolve(document: OpenApiDocument, value: unknown): Node {
  let node = isNode(value) ? value : {}
  for (let i = 0; typeof node.$ref === 'string'; i++) {
    const { $ref, ...beside } = node
    const target = String($ref)
    if (i === longestChain) throw new TypeError(`The reference ${target} leads in a circle`)
    node = { ...follow(document, target), ...beside }
  }
  return node
}

function follow(document: OpenApiDocument, $ref: string): Node {
  if (!$ref.startsWith('#/'))
    throw new TypeError(`The reference ${$ref} leads out of the document; bundle it into one file first`)
  let node: unknown = document
  for (const step of $ref.slice(2).split('/')) {
    const name = decodeURIComponent(step.replaceAll('~1', '/').replaceAll('~0', '~'))
    node = isNode(node) && Object.hasOwn(node, name) ? node[name] : undefined
  }
  if (!isNode(node)) throw new TypeError(`The reference ${$ref} leads nowhere`)
  return node
}
