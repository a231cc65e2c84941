import type { VideoAnalysisStatusResponse } from '../../../contracts/generated/types.ts'
import { type Refusal, refuse } from '../../core/message.ts'
import type { AnalysisRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { isOver, shareDone, stateOf } from '../../tenant/work.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'
import { restartAnalysis, startAnalysis } from './start-analysis.ts'

/** How often a failed analysis may be run again. */
const maxRetries = 3

function findJob(tenant: Tenant, id: string): AnalysisRecord | Refusal {
  return tenant.analyses.get(id.toLowerCase()) ?? refuse('HTTP_404', { message: `No analysis job has the id ${id}` })
}

function jobBody({ id, media_id, work, retries }: AnalysisRecord, nowMs: number): VideoAnalysisStatusResponse {
  const state = stateOf(work, nowMs)
  const failure = state === 'failed' ? work.failure : null
  return {
    analysis_job_id: id,
    media_id,
    status: state,
    progress_percent: Math.floor(shareDone(work, nowMs) * 100),
    current_step: state === 'processing' ? 'frame_analysis' : null,
    started_at: nowMs >= work.startMs ? iso(work.startMs) : null,
    completed_at: isOver(work, nowMs) ? iso(work.endMs) : null,
    error_message: failure?.message ?? null,
    error_code: failure?.code ?? null,
    retry_count: retries,
    max_retries: maxRetries,
    estimated_completion_time: isOver(work, nowMs) ? null : iso(work.endMs),
  }
}

export const getVideoAnalysisJob: Handler<'getVideoAnalysisJob'> = ({ tenant, params, nowMs }) => {
  const job = findJob(tenant, params.analysis_job_id)
  return 'error' in job ? job : { body: jobBody(job, nowMs) }
}

export const getVideoAnalysisStatus: Handler<'getVideoAnalysisStatus'> = ({ tenant, params, nowMs }) => {
  const jobId = tenant.files.get(params.media_id.toLowerCase())?.video?.analysisId
  const job = tenant.analyses.get(jobId ?? '')
  if (!job) return refuse('HTTP_404', { message: `No video with the id ${params.media_id} was analysed` })
  return { body: jobBody(job, nowMs) }
}

export const retryVideoAnalysis: Handler<'retryVideoAnalysis'> = (call) =>
  call.tenant.alone(async () => {
    const { tenant, params, body, nowMs } = call
    const job = findJob(tenant, params.analysis_job_id)
    if ('error' in job) return job
    if (job.media_id !== body.media_id.toLowerCase())
      return refuse('HTTP_404', { message: `The analysis job is not one of the video ${body.media_id}` })
    const state = stateOf(job.work, nowMs)
    if (state !== 'failed')
      return refuse('HTTP_409', { message: `The analysis is ${state}; only a failed one is run again` })
    if (job.retries >= maxRetries)
      return refuse('HTTP_409', { message: `The analysis was run again ${maxRetries} times; that is all` })
    const again = await restartAnalysis(call, job)
    return {
      body: {
        analysis_job_id: job.id,
        media_id: job.media_id,
        status: stateOf(again.work, nowMs),
        retry_count: again.retries,
        max_retries: maxRetries,
        message: 'The analysis is queued again',
      },
    }
  })

export const queueVideoAnalysis: Handler<'queueVideoAnalysis'> = async (call) => {
  const { tenant, body, nowMs } = call
  const video = tenant.files.get(body.media_id.toLowerCase())
  if (video?.media_type !== 'video') return refuse('HTTP_404', { message: `No video has the id ${body.media_id}` })
  const ahead = tenant.analyses.all().filter(({ work }) => !isOver(work, nowMs)).length
  const job = await startAnalysis(call, video)
  if ('error' in job) return job
  return {
    body: {
      analysis_job_id: job.id,
      media_id: video.id,
      queue_position: ahead,
      estimated_start_time: iso(job.work.startMs),
      message: 'The analysis is queued',
    },
  }
}
