import type { Operation } from './operation.ts'

/** Descriptions of many images at once. */
export const batchesOperations = {
  createBatch: {
    summary: 'Describe several images',
    method: 'POST',
    path: '/batch/describe',
    access: 'write',
    success: 202,
    body: { type: 'json', schema: 'BatchDescribeRequest' },
    response: 'BatchOperationResponse',
    errors: ['HTTP_404', 'USAGE_LIMIT_EXCEEDED', 'TIMEOUT'],
    idempotent: false,
  },
  getBatch: {
    summary: 'Read the progress of a batch',
    method: 'GET',
    path: '/batch/{batch_id}',
    access: 'read',
    success: 200,
    response: 'BatchStatusResponse',
    errors: ['HTTP_404'],
    idempotent: true,
  },
  cancelBatch: {
    summary: 'Cancel a batch',
    method: 'DELETE',
    path: '/batch/{batch_id}',
    access: 'write',
    success: 204,
    errors: ['HTTP_404'],
    idempotent: true,
  },
  getBatchResults: {
    summary: 'List the results of a batch',
    method: 'GET',
    path: '/batch/{batch_id}/results',
    access: 'read',
    success: 200,
    query: 'GetBatchResultsQuery',
    response: 'BatchResultsResponse',
    errors: ['HTTP_404'],
    idempotent: true,
  },
} as const satisfies Record<string, Operation>
