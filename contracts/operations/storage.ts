import type { Operation } from './operation.ts'

/** The object store behind the API, as far as its presigned URLs lead there: where they lie is each store's own affair. */
export const storageOperations = {
  getStoredObject: {
    summary: 'Read the bytes that a download leads to',
    method: 'GET',
    path: '/storage/{object_id}',
    access: 'none',
    success: 200,
    isPartial: true,
    query: 'GetStoredObjectQuery',
    errors: ['HTTP_404'],
    idempotent: true,
  },
  putDocument: {
    summary: 'Put the bytes of a document at its presigned URL',
    method: 'PUT',
    path: '/storage/documents/{upload_id}',
    access: 'none',
    success: 200,
    query: 'PutDocumentQuery',
    body: { type: 'bytes' },
    errors: ['AUTHZ_ERROR', 'HTTP_404', 'HTTP_413'],
    idempotent: true,
  },
} as const satisfies Record<string, Operation>
