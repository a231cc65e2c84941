import type { Refusal } from '../core/message.ts'
import { queueWork } from '../tenant/queue-work.ts'
import type { FileRecord, ImageJobRecord } from '../tenant/record-types.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { stateOf } from '../tenant/work.ts'
import { noFile } from './files/find-file.ts'

type Kind = 'colors' | 'materials'

/** The image with an id, or the refusal that says there is none. */
export function findImage({ files }: Tenant, id: string): FileRecord | Refusal {
  const file = files.get(id.toLowerCase())
  return file?.media_type === 'image' ? file : noFile(id)
}

export const jobOf = ({ imageJobs }: Tenant, kind: Kind, file: FileRecord): ImageJobRecord | undefined =>
  imageJobs.get(`${kind}:${file.id}`)

/** How far an analysis is, in the words of its answers. */
export function jobState({ work }: ImageJobRecord, nowMs: number): string {
  const state = stateOf(work, nowMs)
  return state === 'pending' ? 'queued' : state
}

/** Queues an analysis in the place of an earlier one. */
export async function queueJob(
  tenant: Tenant,
  kind: Kind,
  file: FileRecord,
  nowMs: number,
  maxColors: number,
): Promise<ImageJobRecord> {
  const id = `${kind}:${file.id}` as const
  const work = queueWork(tenant, nowMs)
  const again = await tenant.imageJobs.update(id, (draft) => {
    draft.work = work
    draft.maxColors = maxColors
  })
  return again ?? tenant.imageJobs.create({ id, work, maxColors })
}
