import type { UploadSessionStatusResponse } from '../../../contracts/generated/types.ts'
import type { SessionItem, SessionRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { isOver, stateOf } from '../../tenant/work.ts'

export type SessionStatus = UploadSessionStatusResponse['status']

export type ItemState = 'pending' | 'completed' | 'failed' | 'skipped'

/** How far one file of a session is. A file that was deleted since counts as completed: nothing is awaited of it. */
export function itemState({ files }: Tenant, { outcome, fileId }: SessionItem, nowMs: number): ItemState {
  if (outcome === 'rejected') return 'failed'
  if (outcome === 'skipped') return 'skipped'
  const work = files.get(fileId ?? '')?.work
  if (!work || (isOver(work, nowMs) && stateOf(work, nowMs) === 'completed')) return 'completed'
  return isOver(work, nowMs) ? 'failed' : 'pending'
}

/** How many files of a session are in each state. */
export function countStates(tenant: Tenant, { items }: SessionRecord, nowMs: number): Record<ItemState, number> {
  const counts: Record<ItemState, number> = { pending: 0, completed: 0, failed: 0, skipped: 0 }
  for (const item of items) counts[itemState(tenant, item, nowMs)] += 1
  return counts
}

export function sessionStatus(tenant: Tenant, session: SessionRecord, nowMs: number): SessionStatus {
  if (session.cancelledMs !== null) return 'cancelled'
  const { pending, failed } = countStates(tenant, session, nowMs)
  if (pending > 0) return 'processing'
  return failed === session.items.length ? 'failed' : 'completed'
}

/** When the last file is done; the session's beginning when all were done at once. */
export function sessionEndMs({ files }: Tenant, { items, createdMs }: SessionRecord): number {
  return items.reduce(
    (latest, { fileId }) => Math.max(latest, (fileId && files.get(fileId)?.work?.endMs) || 0),
    createdMs,
  )
}

export const channelOf = ({ id }: SessionRecord): string => `batch.${id}`

export const progressOf = ({ pending }: Record<ItemState, number>, total: number): number =>
  Math.round(((total - pending) / total) * 10_000) / 100
