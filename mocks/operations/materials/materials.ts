import type {
  ClassifiedMaterial,
  MaterialClassificationResponseDTO,
  MaterialSearchResultDTO,
} from '../../../contracts/generated/types.ts'
import type { BodyOf } from '../../../contracts/operations/index.ts'
import { invalid } from '../../core/message.ts'
import type { FileRecord } from '../../tenant/record-types.ts'
import { takeDescriptions } from '../../tenant/usage.ts'
import { findImage, jobOf, jobState, queueJob } from '../image-jobs.ts'
import { iso } from '../iso.ts'
import { openUrl } from '../open-url.ts'
import type { Context, Handler } from '../operation.ts'
import { classify, materialTypes } from './classify.ts'

/** Seeded images are classified already; an uploaded one is `pending` until somebody asks. */
function statusOf({ tenant, nowMs }: Context, file: FileRecord): string {
  const job = jobOf(tenant, 'materials', file)
  if (job) return jobState(job, nowMs)
  return tenant.blobs.get(file.id) ? 'pending' : 'completed'
}

function classificationOf(call: Context, file: FileRecord): MaterialClassificationResponseDTO {
  const job = jobOf(call.tenant, 'materials', file)
  const status = statusOf(call, file)
  const isDone = status === 'completed'
  return {
    image_id: file.id,
    status,
    material_classification: isDone ? classify(file) : null,
    classified_at: isDone ? iso(job ? job.work.endMs : file.variantsMs) : null,
  }
}

export const getMaterials: Handler<'getMaterials'> = (call) => {
  const file = findImage(call.tenant, call.params.image_id)
  return 'error' in file ? file : { body: classificationOf(call, file) }
}

const isDue = (call: Context, file: FileRecord) => ['pending', 'failed'].includes(statusOf(call, file))

export const classifyMaterials: Handler<'classifyMaterials'> = async (call) => {
  const { tenant, params, query, nowMs } = call
  const file = findImage(tenant, params.image_id)
  if ('error' in file) return file
  if (query.force || isDue(call, file)) {
    const refusal = takeDescriptions(tenant, 1, nowMs)
    if (refusal) return refusal
    await queueJob(tenant, 'materials', file, nowMs, 0)
  }
  return { body: classificationOf(call, file) }
}

/** Queues what is not classified already; ids that no image has are passed over. */
export const classifyMaterialsOfImages: Handler<'classifyMaterialsOfImages'> = async (call) => {
  const { tenant, body, nowMs } = call
  const due = [...new Set(body.image_ids)]
    .map((id) => findImage(tenant, id))
    .filter((file): file is FileRecord => !('error' in file) && (body.force || isDue(call, file)))
  const refusal = takeDescriptions(tenant, due.length, nowMs)
  if (refusal) return refusal
  for (const file of due) await queueJob(tenant, 'materials', file, nowMs, 0)
  return { body: { queued_count: due.length, message: `${due.length} images are queued for classification` } }
}

export const listMaterialTypes: Handler<'listMaterialTypes'> = () => ({
  body: materialTypes.map(({ words: _, texture: __, ...type }) => type),
})

const asked = ['material_type', 'surface_finish', 'texture', 'pattern'] as const

const answers = (material: ClassifiedMaterial, question: BodyOf<'searchMaterials'>) =>
  material.confidence >= question.min_confidence &&
  asked.every((name) => question[name] == null || material[name] === question[name]?.toLowerCase())

export const searchMaterials: Handler<'searchMaterials'> = (call) => {
  const { tenant, body } = call
  if (asked.every((name) => body[name] == null))
    return invalid('material_type', 'Must be given, or surface_finish, texture or pattern')
  const found = tenant.files.all().flatMap((file): MaterialSearchResultDTO[] => {
    if (file.media_type !== 'image' || statusOf(call, file) !== 'completed') return []
    const classification = classify(file)
    const matching = classification.materials.filter((material) => answers(material, body))
    if (matching.length === 0) return []
    return [
      {
        image_id: file.id,
        thumbnail_url: openUrl(call, `/storage/${file.id}?variant=small_256`),
        material_classification: classification,
        confidence_score: Math.max(...matching.map(({ confidence }) => confidence)),
      },
    ]
  })
  const { limit, offset } = body
  return { body: { results: found.slice(offset, offset + limit), total_count: found.length, limit, offset } }
}
