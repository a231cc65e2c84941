import type { ChatSeed, DocumentSeed, FileSeed, LinkSeed, VideoSeed, WorldSeed } from '../../fixtures/world.ts'
import type { ChatMessage, ChatRecord, FileRecord } from './record-types.ts'
import { seedMembers } from './seed-members.ts'
import { iso, objectKey, settled } from './settled-file.ts'
import type { Tenant } from './tenant.ts'
import { doneAt } from './work.ts'

/** Fills a new tenant with the records of its seed. */
export function seedWorld(tenant: Tenant, seed: WorldSeed): void {
  const { name, usage, files, folders, analyses, chats } = tenant
  seedMembers(tenant)
  const folderIdAt = (index: number | null) => (index === null ? null : (seed.folders[index]?.id ?? null))
  folders.fill(
    seed.folders.map((folder) => {
      const created = iso(folder.createdMs)
      return {
        id: folder.id,
        name: folder.name,
        parent_id: folderIdAt(folder.parent),
        created_at: created,
        updated_at: created,
      }
    }),
  )
  const records = [
    ...seed.files.map((file) => imageRecord(name, file, folderIdAt(file.folder))),
    ...seed.documents.map((document) => documentRecord(name, document)),
    ...seed.videos.map((video) => videoRecord(name, video)),
    ...seed.links.map((link) => linkRecord(name, link)),
  ].sort((a, b) => (a.created_at < b.created_at ? -1 : 1))
  for (const record of records) usage.storageBytes += record.size_bytes
  files.fill(records)
  analyses.fill(
    seed.videos.map(({ id, analysisId, createdMs }) => ({
      id: analysisId,
      media_id: id,
      work: doneAt(createdMs),
      retries: 0,
    })),
  )
  chats.fill(seed.chats.map(chatRecord))
}

function imageRecord(tenant: string, seed: FileSeed, folderId: string | null): FileRecord {
  return {
    ...settled(seed),
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
  }
}

function documentRecord(tenant: string, seed: DocumentSeed): FileRecord {
  return {
    ...settled(seed),
    object_key: objectKey(tenant, seed),
    media_type: 'document',
    filename: seed.filename,
    size_bytes: seed.sizeBytes,
    content_type: seed.contentType,
    format: 'pdf',
    upload_method: 'presigned',
    document: { document_type: 'pdf', page_count: seed.pageCount, chunks: seed.chunks },
  }
}

function videoRecord(tenant: string, seed: VideoSeed): FileRecord {
  return {
    ...settled(seed),
    object_key: objectKey(tenant, seed),
    media_type: 'video',
    title: seed.title,
    filename: seed.filename,
    size_bytes: seed.sizeBytes,
    content_type: 'video/mp4',
    format: 'mp4',
    width: 1_280,
    height: 720,
    upload_method: 'chunked',
    upload_description: seed.description,
    video: { durationSeconds: seed.durationSeconds, scenes: seed.scenes, analysisId: seed.analysisId },
  }
}

function linkRecord(tenant: string, seed: LinkSeed): FileRecord {
  const { href, hostname } = new URL(seed.url)
  return {
    ...settled(seed),
    object_key: `tenants/${tenant}/${seed.id}`,
    media_type: 'link',
    title: seed.title,
    filename: hostname,
    size_bytes: 0,
    content_type: 'text/html',
    format: 'link',
    upload_method: 'link',
    upload_description: seed.description,
    link: { source_url: href, domain: hostname },
  }
}

function chatRecord({ id, title, turns, createdMs }: ChatSeed): ChatRecord {
  const messages = turns.flatMap(({ messageIds: [questionId, answerId], image }, index): ChatMessage[] => {
    const question = `Which image shows the ${image.title}?`
    const answer = `I found 1 image that goes with your message: ${image.title}.`
    const shared = { createdMs: createdMs + index * 60_000 }
    return [
      {
        ...shared,
        id: questionId,
        role: 'user',
        content: question,
        tokens: question.length >> 2,
        imageIds: [],
        plan: null,
      },
      {
        ...shared,
        id: answerId,
        role: 'assistant',
        content: answer,
        tokens: answer.length >> 2,
        imageIds: [image.id],
        plan: null,
      },
    ]
  })
  return {
    id,
    title,
    useAllImages: true,
    imageIds: [],
    documentIds: [],
    videoIds: [],
    createdMs,
    updatedMs: createdMs + turns.length * 60_000,
    closedMs: null,
    messages,
  }
}
