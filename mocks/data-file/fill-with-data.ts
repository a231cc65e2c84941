import type { ChatData, TenantData } from '../generated/data-types.ts'
import type { ChatMessage, ChatRecord, FileRecord } from '../tenant/record-types.ts'
import { seedMembers } from '../tenant/seed-members.ts'
import { iso } from '../tenant/settled-file.ts'
import { stableId } from '../tenant/stable-id.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { doneAt } from '../tenant/work.ts'
import { documentRecord, identityOf, imageRecord, linkRecord, type Place, videoRecord } from './file-records.ts'

/** Fills a new tenant with the records of its data, and with nothing else. */
export function fillWithData(tenant: Tenant, data: TenantData): void {
  const { folders = [], chats = [] } = data
  const nowMs = tenant.clock.now()
  seedMembers(tenant, data.members?.map(memberOf))
  for (const [index, folder] of folders.entries()) {
    const { id, createdMs } = identityOf(folder, placeOf(tenant, 'folders', index, nowMs))
    const created = iso(createdMs)
    const { name, parent_id = null } = folder
    tenant.folders.fill([{ id, name, parent_id, created_at: created, updated_at: created }])
  }
  const files = fileRecords(tenant, data, nowMs).sort((a, b) => (a.created_at < b.created_at ? -1 : 1))
  for (const file of files) store(tenant, file)
  tenant.chats.fill(chats.map((chat, index) => chatRecord(chat, placeOf(tenant, 'chats', index, nowMs))))
}

/** Lists show the newest first: what stands first in the file was stored last. */
const placeOf = ({ name }: Tenant, list: string, index: number, nowMs: number, before = 0): Place => ({
  tenant: name,
  list,
  index,
  defaultMs: nowMs - (before + index + 1) * 60_000,
})

function fileRecords(tenant: Tenant, data: TenantData, nowMs: number): FileRecord[] {
  const { files = [], documents = [], videos = [], links = [] } = data
  let before = 0
  const recordsOf = <Data>(list: string, all: readonly Data[], record: (data: Data, place: Place) => FileRecord) => {
    const records = all.map((one, index) => record(one, placeOf(tenant, list, index, nowMs, before)))
    before += all.length
    return records
  }
  return [
    ...recordsOf('files', files, imageRecord),
    ...recordsOf('documents', documents, documentRecord),
    ...recordsOf('videos', videos, videoRecord),
    ...recordsOf('links', links, linkRecord),
  ]
}

function store({ usage, files, analyses }: Tenant, record: FileRecord): void {
  usage.storageBytes += record.size_bytes
  files.fill([record])
  const id = record.video?.analysisId
  if (id) analyses.fill([{ id, media_id: record.id, work: doneAt(Date.parse(record.created_at)), retries: 0 }])
}

const memberOf = ({
  email,
  name = email.replace(/@.*/, ''),
  role = 'viewer',
  ...others
}: NonNullable<TenantData['members']>[number]) => ({
  ...others,
  email,
  name,
  role,
})

function chatRecord(data: ChatData, place: Place): ChatRecord {
  const { id, createdMs } = identityOf(data, place)
  const { title, messages = [] } = data
  return {
    id,
    title,
    useAllImages: true,
    imageIds: [],
    documentIds: [],
    videoIds: [],
    createdMs,
    updatedMs: createdMs + messages.length * 1_000,
    closedMs: null,
    messages: messages.map(
      ({ role, content, image_ids = [] }, index): ChatMessage => ({
        id: stableId(`${id} message ${index}`),
        role,
        content,
        tokens: content.length >> 2,
        createdMs: createdMs + index * 1_000,
        imageIds: image_ids,
        plan: null,
      }),
    ),
  }
}
