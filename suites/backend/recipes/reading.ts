import type { Recipe } from '../probe.ts'

const cost = 'one read'

/** Plain reads: what a success looks like. The first of them opens every run. */
export const readingRecipes = [
  {
    id: 'read-files',
    aims: ['ok'],
    needs: [],
    cost: 'four reads',
    probes: [
      {
        id: 'list-files',
        intent: 'success',
        operation: 'listFiles',
        query: { limit: '2' },
        capture: { file: ['files', 0, 'id'] },
      },
      { id: 'get-file', intent: 'success', operation: 'getFile', params: { image_id: '$file' } },
      // The count of the whole list must not follow the limit of the page.
      { id: 'list-one-file', intent: 'success', operation: 'listFiles', query: { limit: '1' } },
      { id: 'list-files-again', intent: 'success', operation: 'listFiles', query: { limit: '2' } },
    ],
  },
  {
    id: 'read-documents',
    aims: ['ok'],
    needs: [],
    cost: 'two reads',
    probes: [
      {
        id: 'list-documents',
        intent: 'success',
        operation: 'listDocuments',
        query: { page_size: '2' },
        capture: { document: ['documents', 0, 'id'] },
      },
      { id: 'get-document', intent: 'success', operation: 'getDocument', params: { document_id: '$document' } },
    ],
  },
  {
    id: 'read-folders',
    aims: ['ok'],
    needs: [],
    cost,
    probes: [{ id: 'list-folders', intent: 'success', operation: 'listFolders' }],
  },
  {
    id: 'read-limits',
    aims: ['ok'],
    needs: [],
    cost,
    probes: [{ id: 'get-tenant-limits', intent: 'success', operation: 'getTenantLimits' }],
  },
  {
    id: 'head-files',
    aims: [],
    needs: [],
    cost,
    probes: [{ id: 'head-files', intent: 'head', operation: 'listFiles', method: 'HEAD', query: { limit: '1' } }],
  },
  {
    id: 'own-request-id',
    aims: [],
    needs: [],
    cost: 'one read and one refused request',
    probes: [
      {
        id: 'own-request-id-on-success',
        intent: 'success',
        operation: 'listFolders',
        headers: { 'X-Request-ID': '$uuid' },
      },
      {
        id: 'own-request-id-on-error',
        intent: 'missing-resource',
        operation: 'getFile',
        params: { image_id: '$missing' },
        headers: { 'X-Request-ID': '$missing' },
      },
    ],
  },
  {
    id: 'foreign-file',
    aims: ['not-found'],
    needs: [],
    cost: 'two reads, and one of the same file with the key of another account',
    probes: [
      {
        id: 'own-file',
        intent: 'success',
        operation: 'listFiles',
        query: { limit: '1' },
        capture: { file: ['files', 0, 'id'] },
      },
      { id: 'read-own-file', intent: 'success', operation: 'getFile', params: { image_id: '$file' } },
      {
        id: 'foreign-file',
        intent: 'foreign-resource',
        operation: 'getFile',
        params: { image_id: '$file' },
        credential: 'other',
      },
    ],
  },
] as const satisfies readonly Recipe[]
