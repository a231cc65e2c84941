import type { Recipe } from '../probe.ts'

/**
 * What only an account that has used up its plan can show. The requests are valid: should the plan not be used up after all,
 * they write and cost next to nothing, so that they too need a permission.
 */
export const emptyAccountRecipes = [
  {
    id: 'full-storage',
    aims: ['STORAGE_QUOTA_EXCEEDED'],
    needs: ['writes'],
    cost: 'asks for a place for 1 MB, and sends nothing there',
    probes: [
      {
        id: 'full-storage',
        intent: 'full-storage',
        operation: 'requestDocumentUpload',
        credential: 'full',
        body: { json: { filename: 'probe.pdf', content_type: 'application/pdf', size_bytes: 1_048_576 } },
      },
    ],
  },
  {
    id: 'used-up-month',
    aims: ['USAGE_LIMIT_EXCEEDED'],
    needs: ['writes'],
    cost: 'one image search, which costs as much as one when the month is not used up',
    probes: [
      {
        id: 'used-up-month',
        intent: 'used-up-month',
        operation: 'searchImages',
        credential: 'exhausted',
        body: { json: { query: 'anything', limit: 1 } },
      },
    ],
  },
] as const satisfies readonly Recipe[]
