import { shapeOf } from './error-answer.ts'
import { type Answered, parseBody } from './exchange.ts'

/** A success whose body is one of the known error bodies. */
export function isErrorInDisguise(exchange: Answered): boolean {
  const body = parseBody(exchange.answer)
  if (typeof body !== 'object' || body === null || !('error' in body || 'detail' in body)) return false
  const { shape } = shapeOf(exchange)
  return shape !== 'unknown'
}
