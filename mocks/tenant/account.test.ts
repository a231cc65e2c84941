import { expect, test } from 'vitest'
import { createAccount } from './account.ts'

const nowMs = Date.UTC(2026, 0, 15, 12)

test('a new account is a year old and has nothing yet', () => {
  expect(createAccount('ann', nowMs)).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
    name: 'ann',
    ...{ createdMs: Date.UTC(2025, 0, 15, 12), updatedMs: Date.UTC(2025, 0, 15, 12), closedMs: null, webhookUrl: null },
    ...{ allowedProviders: ['google', 'openai', 'anthropic'], allowedDomains: [], customConfig: {}, bucket: null },
    ...{ subscriptionEndsMs: null, prepaidCredits: 0, purchases: [] },
    ...{ loginUses: new Map(), creditsByDay: new Map(), requestsByHour: new Map() },
  })
})
