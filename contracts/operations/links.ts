import type { Operation } from './operation.ts'

/** Links, stored beside files and crawled. */
export const linksOperations = {
  createLink: {
    summary: 'Store a link',
    method: 'POST',
    path: '/user-files/links',
    access: 'write',
    success: 201,
    body: { type: 'json', schema: 'CreateLinkRequest' },
    response: 'CreateLinkResponse',
    errors: [],
    idempotent: false,
  },
  recrawlLink: {
    summary: 'Crawl a link again, once an hour',
    method: 'POST',
    path: '/user-files/{link_id}/recrawl',
    access: 'write',
    success: 200,
    response: 'RecrawlLinkResponse',
    errors: ['HTTP_404'],
    idempotent: false,
  },
} as const satisfies Record<string, Operation>
