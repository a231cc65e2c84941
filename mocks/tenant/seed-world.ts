import type { DocumentSeed, FileSeed, WorldSeed } from '../../fixtures/world.ts'
import type { FileRecord } from './record-types.ts'
import type { Tenant } from './tenant.ts'
import { doneAt } from './work.ts'

const iso = (epochMs: number) => new Date(epochMs).toISOString()

/** Fills a new tenant with the records of its seed. */
export async function seedWorld({ name, usage, files, folders }: Tenant, seed: WorldSeed): Promise<void> {
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
  const records = [
    ...seed.files.map((file) => imageRecord(name, file, folderIdAt(file.folder))),
    ...seed.documents.map((document) => documentRecord(name, document)),
  ].sort((a, b) => (a.created_at < b.created_at ? -1 : 1))
  for (const record of records) {
    usage.storageBytes += record.size_bytes
    await files.create(record)
  }
}

const objectKey = (tenant: string, { id, filename }: { id: string; filename: string }) =>
  `tenants/${tenant}/${id}/${filename}`

function imageRecord(tenant: string, seed: FileSeed, folderId: string | null): FileRecord {
  return {
    id: seed.id,
    object_key: objectKey(tenant, seed),
    media_type: 'image',
    title: seed.title,
    tags: seed.tags,
    filename: seed.filename,
    size_bytes: seed.sizeBytes,
    content_type: seed.contentType,
    format: seed.format,
    width: seed.width,
    height: seed.height,
    hash: seed.sha256,
    upload_method: 'streaming',
    upload_description: seed.description,
    visible_text: seed.visibleText,
    folder_id: folderId,
    created_at: iso(seed.createdMs),
    updated_at: null,
    work: doneAt(seed.createdMs),
    variantsMs: seed.createdMs,
    document: null,
    link: null,
    video: null,
  }
}

function documentRecord(tenant: string, seed: DocumentSeed): FileRecord {
  return {
    id: seed.id,
    object_key: objectKey(tenant, seed),
    media_type: 'document',
    title: null,
    tags: [],
    filename: seed.filename,
    size_bytes: seed.sizeBytes,
    content_type: seed.contentType,
    format: 'pdf',
    width: 0,
    height: 0,
    hash: '',
    upload_method: 'presigned',
    upload_description: null,
    visible_text: null,
    folder_id: null,
    created_at: iso(seed.createdMs),
    updated_at: null,
    work: doneAt(seed.createdMs),
    variantsMs: seed.createdMs,
    document: { document_type: 'pdf', page_count: seed.pageCount, chunks: seed.chunks },
    link: null,
    video: null,
  }
}
