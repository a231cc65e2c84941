import type { Tenant } from '../../tenant/tenant.ts'
import { releaseStorage } from '../../tenant/usage.ts'

/** Gives back what uploads reserved that nobody confirmed in time. */
export async function expireUploads(tenant: Tenant, nowMs: number): Promise<void> {
  for (const upload of [...tenant.documentUploads.all()]) {
    if (upload.documentId !== null || upload.isExpired || nowMs <= upload.expiresMs) continue
    releaseStorage(tenant, upload.size_bytes)
    tenant.blobs.delete(upload.id)
    await tenant.documentUploads.update(upload.id, (draft) => {
      draft.isExpired = true
    })
  }
}
