import type {
  UploadSessionListItem,
  UploadSessionResultItem,
  UploadSessionStatusResponse,
} from '../../../contracts/generated/types.ts'
import { invalid, type Refusal, refuse } from '../../core/message.ts'
import type { SessionItem, SessionRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { isOver } from '../../tenant/work.ts'
import { descriptionOf, visibleTextOf } from '../files/file-state.ts'
import { iso } from '../iso.ts'
import { apiPath, openUrl } from '../open-url.ts'
import type { Call, Context, Handler } from '../operation.ts'
import { channelOf, countStates, itemState, progressOf, sessionEndMs, sessionStatus } from './session-state.ts'

function findSession(tenant: Tenant, id: string): SessionRecord | Refusal {
  return tenant.sessions.get(id.toLowerCase()) ?? refuse('HTTP_404', { message: `No upload session has the id ${id}` })
}

export const listUploadSessions: Handler<'listUploadSessions'> = ({ tenant, query, nowMs }) => {
  const { status, upload_method: method, limit, offset } = query
  const found = tenant.sessions
    .all()
    .filter((session) => status === undefined || sessionStatus(tenant, session, nowMs) === status)
    .filter(() => method === undefined || method === 'streaming')
    .reverse()
  return {
    body: {
      sessions: found.slice(offset, offset + limit).map((session) => listItem(tenant, session, nowMs)),
      total_count: found.length,
      offset,
      limit,
      has_more: offset + limit < found.length,
    },
  }
}

function listItem(tenant: Tenant, session: SessionRecord, nowMs: number): UploadSessionListItem {
  const counts = countStates(tenant, session, nowMs)
  return {
    session_id: session.id,
    status: sessionStatus(tenant, session, nowMs),
    upload_method: 'streaming',
    total_files: session.items.length,
    completed_files: counts.completed,
    failed_files: counts.failed,
    skipped_files: counts.skipped,
    progress_percentage: progressOf(counts, session.items.length),
    created_at: iso(session.createdMs),
    completed_at: completedAt(tenant, session, nowMs),
  }
}

function completedAt(tenant: Tenant, session: SessionRecord, nowMs: number): string | null {
  if (session.cancelledMs !== null) return iso(session.cancelledMs)
  const endMs = sessionEndMs(tenant, session)
  return nowMs >= endMs ? iso(endMs) : null
}

/** How many of the latest completions and errors a status shows. */
const recentCount = 10

function statusBody(call: Context, session: SessionRecord): UploadSessionStatusResponse {
  const { tenant, nowMs } = call
  const counts = countStates(tenant, session, nowMs)
  const completed = completedAt(tenant, session, nowMs)
  const over = session.items.map((item) => ({ item, state: itemState(tenant, item, nowMs) }))
  return {
    session_id: session.id,
    status: sessionStatus(tenant, session, nowMs),
    total_files: session.items.length,
    completed_files: counts.completed,
    failed_files: counts.failed,
    skipped_files: counts.skipped,
    pending_files: counts.pending,
    progress_percentage: progressOf(counts, session.items.length),
    created_at: iso(session.createdMs),
    started_at: iso(session.createdMs),
    completed_at: completed,
    estimated_completion_time: completed === null ? iso(sessionEndMs(tenant, session)) : null,
    recent_completions: over
      .flatMap(({ item, state }) =>
        item.fileId !== null && (state === 'completed' || state === 'skipped')
          ? [{ filename: item.filename, image_id: item.fileId, status: state }]
          : [],
      )
      .slice(-recentCount),
    recent_errors: over
      .filter(({ state }) => state === 'failed')
      .map(({ item }) => ({
        filename: item.filename,
        index: item.index,
        error: item.reason ?? failureOf(tenant, item),
        retryable: item.isRetryable,
      }))
      .slice(-recentCount),
    results_url: apiPath(call, `/uploads/sessions/${session.id}/results`),
    websocket_channel: channelOf(session),
  }
}

const failureOf = ({ files }: Tenant, { fileId }: SessionItem): string =>
  files.get(fileId ?? '')?.work?.failure?.message ?? 'The file could not be processed'

export const getUploadSession: Handler<'getUploadSession'> = (call) => {
  const session = findSession(call.tenant, call.params.session_id)
  return 'error' in session ? session : { body: statusBody(call, session) }
}

export const getUploadSessionResults: Handler<'getUploadSessionResults'> = (call) => {
  const { tenant, params, query, nowMs } = call
  const session = findSession(tenant, params.session_id)
  if ('error' in session) return session
  const { include_failed: withFailed, offset, limit } = query
  const results = session.items
    .flatMap((item) => resultOf(call, session, item))
    .filter(({ status }) => withFailed || status !== 'failed')
  const counts = countStates(tenant, session, nowMs)
  return {
    body: {
      session_id: session.id,
      results: results.slice(offset, offset + limit),
      total_count: results.length,
      offset,
      limit,
      has_more: offset + limit < results.length,
      summary: {
        total_files: session.items.length,
        completed: counts.completed,
        failed: counts.failed,
        skipped: counts.skipped,
      },
    },
  }
}

/** The result of a file that was taken; refused ones never had an id, and stand in the status instead. */
function resultOf(
  call: Call<'getUploadSessionResults'>,
  session: SessionRecord,
  item: SessionItem,
): UploadSessionResultItem[] {
  const { tenant, nowMs } = call
  const state = itemState(tenant, item, nowMs)
  if (item.fileId === null || state === 'pending') return []
  const file = tenant.files.get(item.fileId)
  return [
    {
      image_id: item.fileId,
      filename: item.filename,
      object_key: item.object_key,
      status: state,
      description: file ? descriptionOf(file, nowMs) : null,
      visible_text: file ? visibleTextOf(file, nowMs) : null,
      tags: file?.tags ?? [],
      processing_time_ms: file?.work ? file.work.endMs - file.work.queuedMs : null,
      error_message: state === 'failed' ? failureOf(tenant, item) : null,
      thumbnail_url: file?.media_type === 'image' ? openUrl(call, `/storage/${file.id}?variant=small_256`) : null,
      created_at: file?.created_at ?? iso(session.createdMs),
    },
  ]
}

export const cancelUploadSession: Handler<'cancelUploadSession'> = (call) =>
  call.tenant.alone(async () => {
    const { tenant, params, nowMs } = call
    const session = findSession(tenant, params.session_id)
    if ('error' in session) return session
    const status = sessionStatus(tenant, session, nowMs)
    if (status !== 'processing')
      return invalid('session_id', `Must be a session that is under way; this one is ${status}`, 400)
    for (const { fileId } of session.items) {
      const file = tenant.files.get(fileId ?? '')
      if (!file?.work || isOver(file.work, nowMs)) continue
      await tenant.files.update(file.id, (draft) => {
        draft.work = null
        draft.upload_description = null
      })
    }
    const cancelled = await tenant.sessions.update(session.id, (draft) => {
      draft.cancelledMs = nowMs
    })
    return { body: statusBody(call, cancelled ?? session) }
  })
