import type { Recipe } from '../probe.ts'

const cost = 'one read'

/** Plain reads: what a success looks like. The first of them opens every run. */
export const readingRecipes = [
  {
    id: 'read-files',
    aims: ['ok'],
    needs: [],
    cost: 'two reads',
    probes: [
      {
        id: 'list-files',
        intent: 'success',
        operation: 'listFiles',
        query: { limit: '2' },
        capture: { name: 'file', at: ['files', 0, 'id'] },
      },
      { id: 'get-file', intent: 'success', operation: 'getFile', params: { image_id: '$file' } },
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
] as const satisfies readonly Recipe[]
