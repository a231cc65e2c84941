import { type PlanLimits, type PlanName, plans } from '../../contracts/limits.ts'
import type { WorldSeed } from '../../fixtures/world.ts'
import { type Clock, createClock, type TimeSource } from '../time.ts'
import { type Traits, traitsOf } from './keys.ts'
import { createRateWindow, type RateWindow } from './rate-window.ts'
import { createRecords, createWriteQueue, type Records } from './records.ts'

export interface FileRecord {
  readonly id: string
  readonly object_key: string
  title: string | null
  tags: string[]
  readonly filename: string
  readonly size_bytes: number
  readonly content_type: string
  readonly format: string
  readonly width: number
  readonly height: number
  readonly hash: string
  readonly upload_method: string
  upload_description: string | null
  visible_text: string | null
  folder_id: string | null
  readonly created_at: string
  updated_at: string | null
}

export interface FolderRecord {
  readonly id: string
  name: string
  parent_id: string | null
  readonly created_at: string
  updated_at: string
}

export interface DocumentRecord {
  readonly id: string
  readonly filename: string
  readonly content_type: string
  readonly size_bytes: number
  readonly page_count: number
  readonly chunks: readonly string[]
  readonly created_at: string
}

/** What is counted against the plan. Plain numbers, changed in one step: a record would lose concurrent updates. */
export interface Usage {
  storageBytes: number
  descriptions: number
  activeUploads: number
}

/** One isolated world: records, plan and usage, rate window, clock. */
export interface Tenant {
  readonly name: string
  readonly traits: Traits
  plan: PlanName
  readonly limits: PlanLimits
  subscription: 'active' | 'past_due'
  readonly clock: Clock
  readonly window: RateWindow
  readonly usage: Usage
  readonly files: Records<FileRecord>
  readonly folders: Records<FolderRecord>
  readonly documents: Records<DocumentRecord>
}

const iso = (epochMs: number) => new Date(epochMs).toISOString()

/** Makes a tenant and fills it with the records of its seed. */
export async function createTenant(
  name: string,
  { time, seed }: { time: TimeSource; seed: (tenant: string, nowMs: number) => Promise<WorldSeed> },
): Promise<Tenant> {
  const traits = traitsOf(name)
  const writes = createWriteQueue()
  const tenant: Tenant = {
    name,
    traits,
    plan: traits.plan,
    get limits() {
      return plans[this.plan]
    },
    subscription: traits.isPastDue ? 'past_due' : 'active',
    clock: createClock(time),
    window: createRateWindow(),
    usage: { storageBytes: 0, descriptions: 0, activeUploads: 0 },
    files: createRecords(writes),
    folders: createRecords(writes),
    documents: createRecords(writes),
  }
  await plant(tenant, await seed(name, time.now()))
  return tenant
}

async function plant({ name, usage, files, folders, documents }: Tenant, seed: WorldSeed): Promise<void> {
  const folderIdAt = (index: number | null) => (index === null ? null : (seed.folders[index]?.id ?? null))
  for (const folder of seed.folders) {
    const created = iso(folder.createdMs)
    await folders.create({
      id: folder.id,
      name: folder.name,
      parent_id: folderIdAt(folder.parent),
      created_at: created,
      updated_at: created,
    })
  }
  for (const { folder, createdMs, sizeBytes, contentType, sha256, description, visibleText, ...file } of seed.files) {
    usage.storageBytes += sizeBytes
    await files.create({
      ...file,
      object_key: `tenants/${name}/${file.id}/${file.filename}`,
      size_bytes: sizeBytes,
      content_type: contentType,
      hash: sha256,
      upload_method: 'streaming',
      upload_description: description,
      visible_text: visibleText,
      folder_id: folderIdAt(folder),
      created_at: iso(createdMs),
      updated_at: null,
    })
  }
  for (const { createdMs, sizeBytes, contentType, pageCount, ...document } of seed.documents) {
    usage.storageBytes += sizeBytes
    await documents.create({
      ...document,
      size_bytes: sizeBytes,
      content_type: contentType,
      page_count: pageCount,
      created_at: iso(createdMs),
    })
  }
}
