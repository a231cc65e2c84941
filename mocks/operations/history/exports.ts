import type { ExportResponse } from '../../../contracts/generated/types.ts'
import { didYouMean } from '../../../contracts/near-name.ts'
import type { BodyOf } from '../../../contracts/operations/index.ts'
import { invalid, type Refusal, refuse } from '../../core/message.ts'
import { createSink } from '../../storage/sink.ts'
import { queueWork } from '../../tenant/queue-work.ts'
import type { ExportRecord } from '../../tenant/record-types.ts'
import { isOver, stateOf } from '../../tenant/work.ts'
import { iso } from '../iso.ts'
import { openUrl } from '../open-url.ts'
import type { Call, Context, Handler } from '../operation.ts'
import { filterResults } from './filter-results.ts'
import { resultsOf } from './results.ts'
import { exportFields, writeExport } from './write-export.ts'

type Field = (typeof exportFields)[number]

const isField = (name: string): name is Field => exportFields.some((field) => field === name)

/** The columns that are asked for, or the first that there is not. */
function fieldsOf({ fields, include_metadata: withMetadata }: BodyOf<'createExport'>): Field[] | Refusal {
  const asked = fields ?? exportFields.filter((field) => withMetadata || field !== 'metadata')
  const strange = asked.findIndex((name) => !isField(name))
  if (strange === -1) return asked.filter(isField)
  return invalid(
    `fields.${strange}`,
    `Must be one of ${exportFields.join(', ')}.${didYouMean(asked[strange] ?? '', exportFields)}`,
  )
}

/** An export holds what was described when it was asked for; what comes later is not in it. */
export const createExport: Handler<'createExport'> = async (call) => {
  const { tenant, body, nowMs, platform } = call
  const fields = fieldsOf(body)
  if ('error' in fields) return fields
  const results = resultsFor(call)
  const id = platform.uuid()
  const isKept = await keep(call, id, writeExport(body.format, results, fields))
  const exported = await tenant.exports.create({
    id,
    format: body.format,
    createdMs: nowMs,
    work: queueWork(tenant, nowMs),
    recordCount: results.length,
    isKept,
  })
  return { body: exportBody(call, exported) }
}

function resultsFor(call: Call<'createExport'>) {
  const { body } = call
  const lower = (words: readonly string[] | null | undefined) => (words ?? []).map((word) => word.toLowerCase())
  const found = filterResults(resultsOf(call, body.include_failed), {
    ...body,
    terms: lower(body.search_terms),
    sources: lower(body.source_types),
  })
  return body.limit == null ? found : found.slice(0, body.limit)
}

/** @returns whether there was room for it */
async function keep({ tenant, platform }: Context, id: string, text: string): Promise<boolean> {
  const sink = createSink({ platform, budget: tenant.blobs.budget })
  await sink.write(new TextEncoder().encode(text))
  const { bytes } = await sink.end()
  if (bytes) tenant.blobs.put(id, bytes)
  return bytes !== null
}

export const getExport: Handler<'getExport'> = (call) => {
  const { tenant, params } = call
  const exported = tenant.exports.get(params.export_id.toLowerCase())
  return exported
    ? { body: exportBody(call, exported) }
    : refuse('HTTP_404', { message: `No export has the id ${params.export_id}` })
}

function exportBody(call: Context, { id, format, createdMs, work, recordCount, isKept }: ExportRecord): ExportResponse {
  const isEnded = isOver(work, call.nowMs)
  const state = isEnded && !isKept ? 'failed' : stateOf(work, call.nowMs)
  const isDone = state === 'completed'
  return {
    export_id: id,
    status: state,
    download_url: isDone ? openUrl(call, `/storage/${id}`) : null,
    record_count: isDone ? recordCount : null,
    format,
    created_at: iso(createdMs),
    estimated_completion_time: isEnded ? null : iso(work.endMs),
    error_message: state === 'failed' ? (work.failure?.message ?? 'There is no room to keep the export') : null,
  }
}
