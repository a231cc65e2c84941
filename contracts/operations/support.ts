import type { Operation } from './operation.ts'

/** Messages to the support. */
export const supportOperations = {
  contactSupport: {
    summary: 'Send a message to the support',
    method: 'POST',
    path: '/support/contact',
    access: 'public',
    unpaid: true,
    success: 200,
    body: { type: 'json', schema: 'ContactRequest' },
    response: 'ContactResponse',
    errors: [],
    idempotent: false,
  },
} as const satisfies Record<string, Operation>
