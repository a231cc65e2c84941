import type { ProcessingResultResponse } from '../../../contracts/generated/types.ts'
import type { BatchItem, BatchRecord, FileRecord } from '../../tenant/record-types.ts'
import { stateOf } from '../../tenant/work.ts'
import { iso } from '../iso.ts'
import { openPath } from '../open-url.ts'
import type { Context } from '../operation.ts'

/** How sure descriptions are, by where they come from. */
const confidence = { single: 0.93, batch: 0.88 } as const

/** Everything that was described, or could not be, newest first. */
export function resultsOf(call: Context, withFailed = false): ProcessingResultResponse[] {
  const { tenant, nowMs } = call
  const files = tenant.files.all().flatMap((file) => (file.media_type === 'image' ? singleResult(call, file) : []))
  const items = tenant.batches.all().flatMap((batch) => batch.items.flatMap((item) => batchResult(call, batch, item)))
  const isOver = ({ created_at: at }: ProcessingResultResponse) => Date.parse(at) <= nowMs
  return [...files, ...items]
    .filter((result) => isOver(result) && (withFailed || result.description !== null))
    .sort((a, b) => (a.created_at < b.created_at ? 1 : -1))
}

function singleResult(call: Context, file: FileRecord): ProcessingResultResponse[] {
  const { work } = file
  if (!work || file.upload_description === null) return []
  const isDescribed = stateOf(work, call.nowMs) === 'completed'
  return [
    {
      ...shared(file.id, work.endMs),
      source_type: 'single',
      source_id: file.id,
      image_url: null,
      stored_image_url: openPath(call, `/data/images/${file.id}`),
      description: isDescribed ? file.upload_description : null,
      confidence_score: isDescribed ? confidence.single : null,
      image_id: file.id,
      thumbnail_url: openPath(call, `/data/images/${file.id}/thumbnail`),
      metadata: { title: file.title, filename: file.filename },
    },
  ]
}

function batchResult(call: Context, batch: BatchRecord, item: BatchItem): ProcessingResultResponse[] {
  const { work } = item
  if (batch.cancelledMs !== null && work.endMs > batch.cancelledMs) return []
  const isDescribed = stateOf(work, call.nowMs) === 'completed'
  return [
    {
      ...shared(item.id, work.endMs),
      source_type: 'batch',
      source_id: batch.id,
      image_url: typeof item.input.image_url === 'string' ? item.input.image_url : null,
      stored_image_url: openPath(call, `/data/batch-images/${item.id}`),
      description: isDescribed ? item.description : null,
      confidence_score: isDescribed ? confidence.batch : null,
      image_id: null,
      thumbnail_url: openPath(call, `/data/batch-images/${item.id}/thumbnail`),
      metadata: {},
    },
  ]
}

const shared = (id: string, endMs: number) => ({ id, type: 'description', created_at: iso(endMs) })
