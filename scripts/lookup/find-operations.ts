import { nearName } from '../../contracts/near-name.ts'
import { nearOperation } from '../../contracts/near-operation.ts'
import { isOperationId, type OperationId, operationIds, operationRow } from '../../contracts/operations/index.ts'
import { findOperation } from '../../contracts/routes.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** `GET /user-files/17` or only a path, relative to the base URL or not, or a whole URL. */
function ofRequest(text: string): readonly OperationId[] | undefined {
  const [, method, given] = /^(?:([A-Za-z]+)\s+)?((?:https?:\/\/[^/]+)?\/\S*)$/.exec(text) ?? []
  if (given === undefined) return undefined
  const path = given.replace(/^https?:\/\/[^/]+/, '').replace(/^(\/t\/[^/]+)?\/api\/v2(?=\/)/, '')
  const tried = method === undefined ? methods : [method.toUpperCase()]
  return tried.flatMap((name) => findOperation(name, path) ?? [])
}

/**
 * The operations that a word means: an id, a request such as `GET /user-files`, a path, or a part of an id, a path or a summary.
 * @throws Error that names the near operation when there is none
 */
export function findOperations(word: string): readonly OperationId[] {
  const text = word.trim()
  if (isOperationId(text)) return [text]
  const requested = ofRequest(text)
  if (requested && requested.length > 0) return requested
  const lower = text.toLowerCase()
  const parts = operationIds.filter((id) => {
    const { path, summary } = operationRow(id)
    return lower !== '' && [id, path, summary].some((part) => part.toLowerCase().includes(lower))
  })
  if (parts.length > 0) return parts
  const [, method = 'GET', path] = /^(?:([A-Za-z]+)\s+)?(\/.*)$/.exec(text) ?? []
  const near = path === undefined ? nearName(text, operationIds) : nearOperation(method.toUpperCase(), path)
  throw new Error(`${JSON.stringify(word)} is no operation.${near === undefined ? '' : ` Did you mean ${near}?`}`)
}
