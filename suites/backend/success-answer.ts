import { operationRow } from '../../contracts/operations/index.ts'
import { isResponseSchemaName } from '../../contracts/response-validation.ts'
import { isSuccess, shapeOf } from './error-answer.ts'
import { type Answered, parseBody } from './exchange.ts'

/** A success whose body is one of the known error bodies. */
export function isErrorInDisguise(exchange: Answered): boolean {
  const body = parseBody(exchange.answer)
  if (typeof body !== 'object' || body === null || !('error' in body || 'detail' in body)) return false
  const { shape } = shapeOf(exchange)
  return shape !== 'unknown'
}

/** The schema of a success's JSON body; undefined where the operation documents none. */
export function schemaOf(exchange: Answered) {
  const { operation, answer, request, intent } = exchange
  if (operation === null || !isSuccess(exchange) || answer.status === 204 || request.method === 'HEAD') return undefined
  if (intent === 'preflight') return undefined
  const name = operationRow(operation).response
  return name !== undefined && isResponseSchemaName(name) ? name : undefined
}
