import { invalid, type Refusal } from '../../core/message.ts'
import type { CloudJobItem, CloudJobRecord, ConnectionRecord } from '../../tenant/account-records.ts'
import { queueWork } from '../../tenant/queue-work.ts'
import type { FileRecord } from '../../tenant/record-types.ts'
import { descriptionsLeft, takeDescriptions, takeStorage } from '../../tenant/usage.ts'
import type { Work, WorkFailure } from '../../tenant/work.ts'
import { variantsDurationMs } from '../files/file-state.ts'
import { iso } from '../iso.ts'
import type { Call, Context, Handler } from '../operation.ts'
import { documentTypeOf } from '../uploads/content.ts'
import { findConnection, noteUse } from './connections.ts'
import { isMissing } from './drive.ts'

/** Files go one after the other, each for so long. */
const fileMs = 1_000
const describeMs = 2_000
/** What a file weighs whose size nobody said. */
const assumedBytes = 1_048_576
/** What a picture measures that nobody looked at. */
const assumedPixels = { width: 1_600, height: 1_200 }

type CloudFile = Call<'importCloudFiles'>['body']['files'][number]

/** The transfer of the file at a place in the row. */
function planTransfer({ tenant, nowMs }: Context, index: number, failure: WorkFailure | null): Work {
  const work = queueWork(tenant, nowMs, { waitMs: 500 + index * fileMs, durationMs: fileMs })
  return failure ? { ...work, failure } : work
}

const notThere = (id: string): WorkFailure => ({ code: 'HTTP_404', message: `There is no file ${id}` })

const formats: Readonly<Record<string, string>> = { png: 'png', gif: 'gif', webp: 'webp' }

function fileRecord(
  call: Call<'importCloudFiles'>,
  { id, name, mime_type, size_bytes }: CloudFile,
  transfer: Work,
): FileRecord {
  const { tenant, body, nowMs, platform } = call
  const contentType = mime_type ?? 'image/jpeg'
  const documentType = documentTypeOf(contentType)
  const isImage = documentType === undefined
  const isDescribed = isImage && body.auto_describe
  const fileId = platform.uuid()
  const title = name.replace(/\.[^.]*$/, '')
  const folder = tenant.folders.get(body.collection_id?.toLowerCase() ?? '')
  return {
    id: fileId,
    object_key: `tenants/${tenant.name}/${fileId}/${name}`,
    media_type: isImage ? 'image' : 'document',
    title: null,
    tags: [...(body.tags ?? [])],
    filename: name,
    size_bytes: size_bytes ?? assumedBytes,
    content_type: contentType,
    format: documentType ?? formats[contentType.replace('image/', '')] ?? 'jpeg',
    ...(isImage ? assumedPixels : { width: 0, height: 0 }),
    hash: '',
    upload_method: 'cloud',
    upload_description: isDescribed ? `A picture of ${title}, out of the drive.` : null,
    visible_text: null,
    folder_id: folder?.id ?? null,
    created_at: iso(nowMs),
    content_created_at: iso(nowMs),
    updated_at: null,
    work: isDescribed || !isImage ? { ...transfer, endMs: transfer.endMs + describeMs } : transfer,
    variantsMs: transfer.endMs + variantsDurationMs,
    document:
      documentType === undefined ? null : { document_type: documentType, page_count: 1, chunks: [`The file ${id}.`] },
    link: null,
    video: null,
  }
}

/** Takes what an import needs of the plan, all or nothing. */
function takeFor({ tenant, body, nowMs }: Call<'importCloudFiles'>): Refusal | undefined {
  const images = body.files.filter(({ mime_type: type }) => documentTypeOf(type ?? '') === undefined).length
  const descriptions = body.auto_describe ? images : 0
  const bytes = body.files.reduce((sum, { size_bytes: size }) => sum + (size ?? assumedBytes), 0)
  const isShort = descriptions > descriptionsLeft(tenant, nowMs)
  const refusal = (isShort ? takeDescriptions(tenant, descriptions, nowMs) : undefined) ?? takeStorage(tenant, bytes)
  return refusal ?? takeDescriptions(tenant, descriptions, nowMs)
}

async function createJob(
  { tenant, platform, nowMs }: Context,
  type: CloudJobRecord['type'],
  connection: ConnectionRecord,
  items: readonly CloudJobItem[],
): Promise<CloudJobRecord> {
  await noteUse(tenant, connection, nowMs)
  const { id: connectionId, provider } = connection
  return tenant.cloudJobs.create({ id: platform.uuid(), type, connectionId, provider, createdMs: nowMs, items })
}

/** The records of the files are there at once; what they hold comes one after the other. */
export const importCloudFiles: Handler<'importCloudFiles'> = (call) =>
  call.tenant.alone(async () => {
    const { tenant, body } = call
    const connection = findConnection(tenant, body.connection_id)
    if ('error' in connection) return connection
    if (body.files.length === 0) return invalid('files', 'Must have at least 1 item', 400)
    const refusal = takeFor(call)
    if (refusal) return refusal
    const items: CloudJobItem[] = []
    for (const [index, file] of body.files.entries()) {
      const work = planTransfer(call, index, isMissing(file.id) ? notThere(file.id) : null)
      const { id } = await tenant.files.create(fileRecord(call, file, work))
      items.push({ sourceId: file.id, targetId: id, work })
    }
    const job = await createJob(call, 'import', connection, items)
    return {
      body: {
        image_ids: items.map(({ targetId }) => targetId),
        job_id: job.id,
        status: 'pending',
        total_files: items.length,
        is_async: true,
        message: `${items.length} files are being imported`,
      },
    }
  })

export const exportCloudFiles: Handler<'exportCloudFiles'> = async (call) => {
  const { tenant, body, platform } = call
  const connection = findConnection(tenant, body.connection_id)
  if ('error' in connection) return connection
  if (body.image_ids.length === 0) return invalid('image_ids', 'Must have at least 1 item', 400)
  const items = body.image_ids.map((imageId, index): CloudJobItem => {
    const file = tenant.files.get(imageId.toLowerCase())
    const work = planTransfer(call, index, file ? null : notThere(imageId))
    return { sourceId: imageId.toLowerCase(), targetId: `drive-${platform.uuid()}`, work }
  })
  const job = await createJob(call, 'export', connection, items)
  return {
    body: {
      cloud_file_ids: null,
      job_id: job.id,
      job_status: 'pending',
      is_async: true,
      message: `${items.length} files are being exported`,
    },
  }
}
