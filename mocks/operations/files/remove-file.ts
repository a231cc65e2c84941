import type { FileRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { releaseStorage } from '../../tenant/usage.ts'

/** Deletes a file with its bytes and gives its storage back; undefined when it is gone already. */
export async function removeFile(tenant: Tenant, id: string): Promise<FileRecord | undefined> {
  const removed = await tenant.files.delete(id)
  if (!removed) return undefined
  releaseStorage(tenant, removed.size_bytes)
  tenant.blobs.delete(removed.id)
  for (const kind of ['colors', 'materials']) await tenant.imageJobs.delete(`${kind}:${removed.id}`)
  return removed
}
