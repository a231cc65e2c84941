import { type OperationId, operationIds, operationRow } from '../../../contracts/operations/index.ts'

interface Pattern {
  readonly id: OperationId
  readonly method: string
  readonly expression: RegExp
  /** Fixed segments decide between `/folders/move-files` and `/folders/{folder_id}`. */
  readonly fixed: number
}

function compile(id: OperationId): Pattern {
  const { method, path } = operationRow(id)
  const segments = path.split('/')
  const source = segments.map((segment) =>
    segment.startsWith('{') ? '[^/]+' : segment.replace(/[.*+?^$()|[\]\\]/g, '\\$&'),
  )
  return {
    id,
    method,
    expression: new RegExp(`^${source.join('/')}$`),
    fixed: segments.filter((segment) => !segment.startsWith('{')).length,
  }
}

/** Makes the function that names the operation of a method and a path relative to the base URL; null when it is none. */
export function createOperationFinder(): (method: string, path: string) => OperationId | null {
  const patterns = operationIds.map(compile).toSorted((a, b) => b.fixed - a.fixed)
  return (method, path) => {
    const wanted = method === 'HEAD' ? 'GET' : method
    const [plain = ''] = path.split('?')
    return patterns.find((pattern) => pattern.method === wanted && pattern.expression.test(plain))?.id ?? null
  }
}
