import type { FileRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { iso } from '../iso.ts'

/** What a caller may change of a file of any kind; what is left out stays, tags of null are none. */
export interface FileChange {
  readonly title?: string | null
  readonly tags?: string[] | null
}

/** Changes a file's title and tags; what an answer says of it, or undefined when it is not there any more. */
export async function changeFile(tenant: Tenant, id: string, change: FileChange, nowMs: number) {
  const updatedAt = iso(nowMs)
  const updated: FileRecord | undefined = await tenant.files.update(id, (draft) => {
    if (change.title !== undefined) draft.title = change.title
    if (change.tags !== undefined) draft.tags = change.tags ?? []
    draft.updated_at = updatedAt
  })
  return updated && { id: updated.id, title: updated.title, tags: updated.tags, updated_at: updatedAt }
}
