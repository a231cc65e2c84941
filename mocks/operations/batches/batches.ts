import type { BatchItemResult, BatchStatus, ImageData } from '../../../contracts/generated/types.ts'
import { type Refusal, refuse } from '../../core/message.ts'
import { queueWork } from '../../tenant/queue-work.ts'
import type { BatchItem, BatchRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { takeDescriptions } from '../../tenant/usage.ts'
import { isOver, stateOf, type WorkState } from '../../tenant/work.ts'
import { askProvider } from '../ask-provider.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'

/** How long the description of one image takes. */
const itemMs = 1_000

const percentOf = (part: number, whole: number) => Math.round((part / whole) * 10_000) / 100

export const createBatch: Handler<'createBatch'> = async (call) => {
  const { tenant, body, nowMs, platform } = call
  const stray = body.images.find(({ object_key: key }) => key != null && !isStored(tenant, key))
  if (stray) return refuse('HTTP_404', { message: `No file has the object key ${stray.object_key}` })
  const refusal = (await askProvider(call)) ?? takeDescriptions(tenant, body.images.length, nowMs)
  if (refusal) return refusal
  const batch = await tenant.batches.create({
    id: platform.uuid(),
    createdMs: nowMs,
    items: body.images.map(
      (image, index): BatchItem => ({
        id: platform.uuid(),
        input: inputOf(image),
        description: `A picture out of ${sourceOf(image)}.`,
        work: queueWork(tenant, nowMs, {
          waitMs: 500 + Math.floor(index / body.max_parallel) * itemMs,
          durationMs: itemMs,
        }),
      }),
    ),
    cancelledMs: null,
  })
  return {
    body: {
      batch_id: batch.id,
      status: statusOf(batch, nowMs),
      total_items: batch.items.length,
      processed_items: 0,
      failed_items: 0,
      created_at: iso(nowMs),
      estimated_completion_time: iso(endMs(batch)),
    },
  }
}

const isStored = ({ files }: Tenant, key: string) => files.all().some(({ object_key: own }) => own === key)

const sourceOf = ({ image_url: url, object_key: key }: ImageData) => url ?? key ?? 'the request'

/** What is kept of an image: where it came from, not its bytes. */
const inputOf = ({ image_url, object_key, metadata }: ImageData) => ({
  image_url: image_url ?? null,
  object_key: object_key ?? null,
  metadata: metadata ?? null,
})

const endMs = ({ items }: BatchRecord) => Math.max(...items.map(({ work }) => work.endMs))

/** How far an item is; what was not over when the batch was cancelled never will be. */
function itemState({ work }: BatchItem, { cancelledMs }: BatchRecord, nowMs: number): WorkState | 'cancelled' {
  if (cancelledMs === null) return stateOf(work, nowMs)
  return isOver(work, cancelledMs) ? stateOf(work, cancelledMs) : 'cancelled'
}

function statusOf(batch: BatchRecord, nowMs: number): BatchStatus {
  if (batch.cancelledMs !== null) return 'cancelled'
  const states = batch.items.map((item) => itemState(item, batch, nowMs))
  if (states.every((state) => state === 'pending')) return 'pending'
  if (states.some((state) => state === 'pending' || state === 'processing')) return 'processing'
  if (states.every((state) => state === 'completed')) return 'completed'
  return states.every((state) => state === 'failed') ? 'failed' : 'partially_completed'
}

function findBatch(tenant: Tenant, id: string): BatchRecord | Refusal {
  return tenant.batches.get(id.toLowerCase()) ?? refuse('HTTP_404', { message: `No batch has the id ${id}` })
}

function countsOf(batch: BatchRecord, nowMs: number) {
  const states = batch.items.map((item) => itemState(item, batch, nowMs))
  const successful = states.filter((state) => state === 'completed').length
  const failed = states.filter((state) => state === 'failed').length
  return { total: states.length, successful, failed, processed: successful + failed }
}

export const getBatch: Handler<'getBatch'> = ({ tenant, params, nowMs }) => {
  const batch = findBatch(tenant, params.batch_id)
  if ('error' in batch) return batch
  const { total, successful, failed, processed } = countsOf(batch, nowMs)
  const endsMs = endMs(batch)
  const startsMs = Math.min(...batch.items.map(({ work }) => work.startMs))
  const isEnded = nowMs >= endsMs && batch.cancelledMs === null
  return {
    body: {
      batch_id: batch.id,
      status: statusOf(batch, nowMs),
      total_items: total,
      processed_items: processed,
      successful_items: successful,
      failed_items: failed,
      success_rate: processed === 0 ? 0 : percentOf(successful, processed) / 100,
      created_at: iso(batch.createdMs),
      started_at: nowMs >= startsMs ? iso(startsMs) : null,
      completed_at: isEnded ? iso(endsMs) : batch.cancelledMs === null ? null : iso(batch.cancelledMs),
      estimated_completion_time: isEnded || batch.cancelledMs !== null ? null : iso(endsMs),
      progress_percentage: percentOf(processed, total),
      avg_processing_time_ms: processed === 0 ? null : itemMs,
    },
  }
}

export const cancelBatch: Handler<'cancelBatch'> = async ({ tenant, params, nowMs }) => {
  const batch = findBatch(tenant, params.batch_id)
  if ('error' in batch) return batch
  const isOpen = batch.cancelledMs === null && nowMs < endMs(batch)
  if (isOpen) {
    await tenant.batches.update(batch.id, (draft) => {
      draft.cancelledMs ??= nowMs
    })
  }
  return {}
}

export const getBatchResults: Handler<'getBatchResults'> = ({ tenant, params, query, nowMs }) => {
  const batch = findBatch(tenant, params.batch_id)
  if ('error' in batch) return batch
  const { include_failed: withFailed, offset, limit } = query
  const results = batch.items
    .map((item, index): BatchItemResult => {
      const state = itemState(item, batch, nowMs)
      return {
        item_id: item.id,
        item_index: index,
        status: state,
        input_data: item.input,
        output_data: state === 'completed' ? { description: item.description } : null,
        error_message: state === 'failed' ? (item.work.failure?.message ?? null) : null,
        processing_time_ms: state === 'completed' || state === 'failed' ? item.work.endMs - item.work.startMs : null,
        stored_image_url: null,
      }
    })
    .filter(({ status }) => withFailed || status !== 'failed')
  const { total, successful, failed, processed } = countsOf(batch, nowMs)
  return {
    body: {
      batch_id: batch.id,
      status: statusOf(batch, nowMs),
      results: results.slice(offset, offset + limit),
      pagination: { offset, limit, total: results.length, has_more: offset + limit < results.length },
      summary: {
        total_items: total,
        processed_items: processed,
        successful_items: successful,
        failed_items: failed,
        skipped_items: 0,
        processing_time_ms: batch.items
          .filter(({ work }) => isOver(work, nowMs))
          .reduce((sum, { work }) => sum + work.endMs - work.startMs, 0),
      },
    },
  }
}
