import type { Operation } from './operation.ts'

/** The image search agent. */
export const agentsOperations = {
  searchImages: {
    summary: 'Search images in plain words',
    method: 'POST',
    path: '/agents/search/images',
    access: 'read',
    success: 200,
    body: { type: 'json', schema: 'ImageSearchAgentRequest' },
    response: 'ImageSearchAgentResponse',
    errors: ['TIMEOUT', 'USAGE_LIMIT_EXCEEDED'],
    idempotent: true,
  },
} as const satisfies Record<string, Operation>
