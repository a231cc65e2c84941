import { stateOf } from '../../tenant/work.ts'
import type { Context, Success } from '../operation.ts'

const contentTypes = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
}

/** The file of a finished export; undefined when the id is none's. */
export function exportReply(
  { tenant, nowMs }: Pick<Context, 'tenant' | 'nowMs'>,
  id: string,
): Success<'getStoredObject'> | undefined {
  const exported = tenant.exports.get(id.toLowerCase())
  const bytes = exported && tenant.blobs.get(exported.id)
  if (!bytes || stateOf(exported.work, nowMs) !== 'completed') return undefined
  const headers = [
    'Content-Type',
    contentTypes[exported.format],
    'Content-Length',
    String(bytes.sizeBytes),
    'Content-Disposition',
    `attachment; filename="descriptions.${exported.format}"`,
  ]
  return { stream: bytes.chunks(), headers }
}
