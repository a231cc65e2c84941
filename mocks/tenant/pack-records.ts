import type { Records } from './records.ts'
import type { Tenant } from './tenant.ts'

/** The names of a tenant's collections. */
export type CollectionName = {
  [Name in keyof Tenant]: Tenant[Name] extends Pick<Records<never>, 'clear'> ? Name : never
}[keyof Tenant]

/** Every collection of a tenant, forgetting one does not compile; token uses before the files and chats that they are counted from. */
const collections: Readonly<Record<Exclude<CollectionName, 'blobs' | 'keyUses'>, true>> = {
  tokenUses: true,
  files: true,
  imageJobs: true,
  folders: true,
  sessions: true,
  videoUploads: true,
  analyses: true,
  documentUploads: true,
  exports: true,
  documentBatches: true,
  batches: true,
  chats: true,
  apiKeys: true,
  members: true,
  logins: true,
  tickets: true,
  checkouts: true,
  connections: true,
  cloudJobs: true,
  audit: true,
  uses: true,
}

const names = Object.keys(collections) as readonly (keyof typeof collections)[] // keys of a literal record

/** All records of a tenant as text. */
export const packRecords = (tenant: Tenant): string =>
  JSON.stringify(Object.fromEntries(names.map((name) => [name, tenant[name].all()])))

export function clearRecords(tenant: Tenant): void {
  for (const name of names) tenant[name].clear()
}

/** Puts packed records back, in their order. */
export function unpackRecords(tenant: Tenant, packed: string): void {
  const records: Record<string, readonly never[]> = JSON.parse(packed)
  for (const name of names) tenant[name].fill(records[name] ?? [])
}
