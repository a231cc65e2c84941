import { type Refusal, refuse } from '../../core/message.ts'
import type { FileRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'

/** The file with an id, or the refusal that says there is none. */
export function findFile(tenant: Tenant, id: string): FileRecord | Refusal {
  return tenant.files.get(id.toLowerCase()) ?? noFile(id)
}

export const noFile = (id: string): Refusal => refuse('HTTP_404', { message: `No file has the id ${id}` })

/** The same with the first 8 characters of an id, too. */
export function findFileByShortId(tenant: Tenant, id: string): FileRecord | Refusal {
  const lower = id.toLowerCase()
  return tenant.files.get(lower) ?? tenant.files.all().find((file) => file.id.startsWith(lower)) ?? noFile(id)
}
