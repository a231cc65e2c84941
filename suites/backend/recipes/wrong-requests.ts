import type { Recipe } from '../probe.ts'

const cost = 'one refused request'

/** Requests that are wrong in one way each. None of them could change anything. */
export const wrongRequestRecipes = [
  {
    id: 'missing-file',
    aims: ['not-found'],
    needs: [],
    cost,
    probes: [
      { id: 'missing-file', intent: 'missing-resource', operation: 'getFile', params: { image_id: '$missing' } },
    ],
  },
  {
    id: 'missing-document',
    aims: ['not-found'],
    needs: [],
    cost,
    probes: [
      {
        id: 'missing-document',
        intent: 'missing-resource',
        operation: 'getDocument',
        params: { document_id: '$missing' },
      },
    ],
  },
  {
    id: 'unknown-path',
    aims: ['not-found'],
    needs: [],
    cost,
    probes: [{ id: 'unknown-path', intent: 'unknown-path', operation: null, path: '/no-such-path' }],
  },
  {
    id: 'wrong-method',
    aims: ['HTTP_405'],
    needs: [],
    cost,
    probes: [{ id: 'wrong-method', intent: 'wrong-method', operation: null, path: '/tenant/limits', method: 'PUT' }],
  },
  {
    id: 'limit-out-of-range',
    aims: ['VALIDATION_ERROR', 'unprocessable'],
    needs: [],
    cost,
    probes: [
      {
        id: 'limit-out-of-range',
        intent: 'invalid-parameter',
        operation: 'listFiles',
        query: { limit: '0' },
        brokenField: 'limit',
      },
    ],
  },
  {
    id: 'query-missing',
    aims: ['VALIDATION_ERROR', 'unprocessable'],
    needs: [],
    cost,
    probes: [
      {
        id: 'query-missing',
        intent: 'invalid-parameter',
        operation: 'searchImages',
        body: { json: { limit: 1 } },
        brokenField: 'query',
      },
    ],
  },
  {
    id: 'unparsable-body',
    aims: ['VALIDATION_ERROR', 'bad-request'],
    needs: [],
    cost,
    probes: [
      {
        id: 'unparsable-body',
        intent: 'unparsable-body',
        operation: 'searchImages',
        body: { text: '{"query":', contentType: 'application/json' },
      },
    ],
  },
  {
    id: 'wrong-type',
    aims: ['HTTP_415'],
    needs: [],
    cost,
    probes: [
      {
        id: 'wrong-type',
        intent: 'wrong-type',
        operation: 'searchImages',
        body: { text: 'query=cat', contentType: 'text/plain' },
      },
    ],
  },
  {
    id: 'document-too-large',
    aims: ['HTTP_413'],
    needs: [],
    cost: 'one refused request; nothing is uploaded',
    probes: [
      {
        id: 'document-too-large',
        intent: 'too-large',
        operation: 'requestDocumentUpload',
        body: { json: { filename: 'large.pdf', content_type: 'application/pdf', size_bytes: 53_477_376 } },
      },
    ],
  },
  {
    id: 'huge-body',
    aims: ['HTTP_413'],
    needs: [],
    cost: 'one refused request with a body of 1.2 MB',
    probes: [
      {
        id: 'huge-body',
        intent: 'huge-body',
        operation: 'searchImages',
        body: { zeroBytes: 1_200_000, contentType: 'application/json' },
      },
    ],
  },
] as const satisfies readonly Recipe[]
