import { deflate, inflate } from './compress.ts'
import { clearRecords, packRecords, unpackRecords } from './pack-records.ts'
import type { Tenant } from './tenant.ts'

/** The records of a tenant that falls asleep; it still has them itself. */
export const packedRecords = (tenant: Tenant): Promise<Uint8Array<ArrayBuffer>> => deflate(packRecords(tenant))

/** Gives a tenant that wakes its records back. */
export async function wakeWith(tenant: Tenant, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  unpackRecords(tenant, await inflate(bytes))
}

export { clearRecords }
