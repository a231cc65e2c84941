import type { Operation } from './operation.ts'

/** Analysis of uploaded videos. */
export const analysisOperations = {
  getVideoAnalysisJob: {
    summary: 'Read an analysis job',
    method: 'GET',
    path: '/video-analysis/jobs/{analysis_job_id}',
    access: 'read',
    success: 200,
    response: 'VideoAnalysisStatusResponse',
    errors: ['HTTP_404'],
    idempotent: true,
  },
  getVideoAnalysisStatus: {
    summary: 'Read the analysis of a video',
    method: 'GET',
    path: '/video-analysis/status/{media_id}',
    access: 'read',
    success: 200,
    response: 'VideoAnalysisStatusResponse',
    errors: ['HTTP_404'],
    idempotent: true,
  },
  retryVideoAnalysis: {
    summary: 'Run a failed or cancelled analysis again',
    method: 'POST',
    path: '/video-analysis/jobs/{analysis_job_id}/retry',
    access: 'write',
    success: 202,
    body: { type: 'json', schema: 'RetryVideoAnalysisRequest' },
    response: 'RetryVideoAnalysisResponse',
    errors: ['HTTP_404', 'HTTP_409'],
    idempotent: false,
  },
  queueVideoAnalysis: {
    summary: 'Queue the analysis of a video',
    method: 'POST',
    path: '/video-analysis/queue',
    access: 'write',
    success: 202,
    body: { type: 'json', schema: 'QueueVideoAnalysisRequest' },
    response: 'QueueVideoAnalysisResponse',
    errors: ['HTTP_404', 'USAGE_LIMIT_EXCEEDED'],
    idempotent: false,
  },
} as const satisfies Record<string, Operation>
