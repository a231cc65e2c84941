import { errorRow } from '../../../contracts/errors.ts'
import type { OperationId } from '../../../contracts/operations/index.ts'
import type { Operation } from '../../../contracts/operations/operation.ts'
import type { Route } from '../../../contracts/routes.ts'
import type { Refusal } from '../../core/message.ts'
import type { Account } from '../../tenant/account.ts'
import { issuedKeyId } from '../issued-key-id.ts'
import type { Context, Success } from '../operation.ts'

const hourMs = 3_600_000
/** About two months. */
const hoursKept = 1_488

/** What runs out with the plan is what is counted against it. */
const isMetered = ({ errors }: Operation): boolean => errors.includes('USAGE_LIMIT_EXCEEDED')

/** What the uses of a resource are called, by the first segment of its path; others are called as the segment. */
const types: Readonly<Record<string, string>> = {
  'user-files': 'upload',
  'video-uploads': 'upload',
  'document-uploads': 'upload',
  'cloud-storage': 'import',
  batch: 'batch_describe',
  'video-analysis': 'describe',
}

function typeOf({ path }: Operation): string {
  const [, segment = ''] = path.split('/')
  return types[segment] ?? segment
}

function countRequest({ requestsByHour }: Account, id: OperationId, nowMs: number): void {
  const hour = nowMs - (nowMs % hourMs)
  let counts = requestsByHour.get(hour)
  if (!counts) {
    const [oldest] = requestsByHour.keys()
    if (requestsByHour.size >= hoursKept && oldest !== undefined) requestsByHour.delete(oldest)
    counts = new Map()
    requestsByHour.set(hour, counts)
  }
  counts.set(id, (counts.get(id) ?? 0) + 1)
}

/**
 * Counts an admitted request; the function that is returned notes how a metered one ended. A request that is wrong in itself
 * is no use.
 */
export function openUse(
  context: Context,
  { id, row }: Route,
): ((outcome: Success<OperationId> | Refusal) => void) | undefined {
  const { tenant, nowMs, time, platform } = context
  countRequest(tenant.account, id, nowMs)
  if (!isMetered(row)) return undefined
  const startMs = time.monotonic()
  return (outcome) => {
    const refusal = 'error' in outcome ? outcome : undefined
    if (refusal?.error === 'VALIDATION_ERROR') return
    tenant.uses.create({
      id: platform.uuid(),
      atMs: nowMs,
      type: typeOf(row),
      endpoint: `/api/v2${row.path}`,
      method: row.method,
      status: refusal ? (refusal.status ?? errorRow(refusal.error).status) : (outcome.status ?? row.success),
      durationMs: Math.round(time.monotonic() - startMs),
      errorCode: refusal?.error ?? null,
      apiKeyId: issuedKeyId(context),
    })
  }
}
