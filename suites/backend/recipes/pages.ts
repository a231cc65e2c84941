import type { Recipe } from '../probe.ts'

const fromPage = { Origin: '$origin' }

const preflight = (method: string) =>
  ({
    method: 'OPTIONS',
    credential: 'none',
    headers: {
      ...fromPage,
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': 'authorization, content-type',
    },
  }) as const

/** What a browser asks for a page of another origin: first whether the page may ask, then with its key. */
export const pageRecipes = [
  {
    id: 'from-a-page',
    aims: [],
    needs: [],
    cost: 'one read, three refused requests and two preflights',
    probes: [
      { id: 'page-success', intent: 'success', operation: 'listFiles', query: { limit: '1' }, headers: fromPage },
      { id: 'page-no-key', intent: 'no-key', operation: 'listFiles', credential: 'none', headers: fromPage },
      {
        id: 'page-missing',
        intent: 'missing-resource',
        operation: 'getFile',
        params: { image_id: '$missing' },
        headers: fromPage,
      },
      {
        id: 'page-invalid',
        intent: 'invalid-parameter',
        operation: 'listFiles',
        query: { limit: '0' },
        brokenField: 'limit',
        headers: fromPage,
      },
      { id: 'preflight-read', intent: 'preflight', operation: 'listFiles', ...preflight('GET') },
      {
        id: 'preflight-write',
        intent: 'preflight',
        operation: 'deleteFile',
        params: { image_id: '$missing' },
        ...preflight('DELETE'),
      },
    ],
  },
] as const satisfies readonly Recipe[]
