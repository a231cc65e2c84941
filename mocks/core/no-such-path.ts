import { nearOperation } from '../../contracts/near-operation.ts'
import { operationRow } from '../../contracts/operations/index.ts'
import { recordWarnings } from '../journal/record.ts'
import type { Exchange } from './exchange.ts'
import { type Refusal, refuse } from './message.ts'

/** The refusal of a path that is none of the API's. It names the operation that was probably meant, also in the journal. */
export function noSuchPath({ request, location, attempt }: Exchange, basePath: string): Refusal {
  const path = location.path ?? (request.target.split('?', 1)[0] || '/')
  const where =
    location.path === undefined ? `Nothing is here; the API lies under ${basePath}` : `${path} is not a path of the API`
  const near = nearOperation(request.method, path)
  if (near === undefined) return refuse('HTTP_404', { message: where })
  const { method, path: meant } = operationRow(near)
  recordWarnings(attempt, [...attempt.warnings, `unknown-path;near="${method} ${location.prefix}${meant}"`])
  return refuse('HTTP_404', { message: `${where}. Did you mean ${method} ${location.prefix}${meant}?` })
}
