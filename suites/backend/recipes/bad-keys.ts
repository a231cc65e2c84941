import type { Recipe } from '../probe.ts'

const cost = 'one refused request'

/** Keys that must not be taken. What they ask for would be a read. */
export const badKeyRecipes = [
  {
    id: 'no-key',
    aims: ['INVALID_API_KEY', 'unauthorized'],
    needs: [],
    cost,
    probes: [{ id: 'no-key', intent: 'no-key', operation: 'listFiles', credential: 'none' }],
  },
  {
    id: 'malformed-key',
    aims: ['INVALID_API_KEY', 'unauthorized'],
    needs: [],
    cost,
    probes: [{ id: 'malformed-key', intent: 'malformed-key', operation: 'listFiles', credential: 'malformed' }],
  },
  {
    id: 'unknown-key',
    aims: ['INVALID_API_KEY', 'unauthorized'],
    needs: [],
    cost,
    probes: [{ id: 'unknown-key', intent: 'unknown-key', operation: 'listFiles', credential: 'unknown' }],
  },
  {
    id: 'expired-key',
    aims: ['EXPIRED_API_KEY'],
    needs: [],
    cost,
    probes: [{ id: 'expired-key', intent: 'expired-key', operation: 'listFiles', credential: 'expired' }],
  },
  {
    id: 'deactivated-key',
    aims: ['DEACTIVATED_API_KEY'],
    needs: [],
    cost,
    probes: [{ id: 'deactivated-key', intent: 'deactivated-key', operation: 'listFiles', credential: 'deactivated' }],
  },
  {
    id: 'payment-due',
    aims: ['payment-required'],
    needs: [],
    cost,
    probes: [{ id: 'payment-due', intent: 'past-due', operation: 'listFiles', credential: 'pastdue' }],
  },
  {
    id: 'missing-scope',
    aims: ['AUTHZ_ERROR', 'forbidden'],
    needs: [],
    cost: 'one refused write to an id that names nothing',
    probes: [
      {
        id: 'missing-scope',
        intent: 'missing-scope',
        operation: 'deleteFile',
        params: { image_id: '$missing' },
        credential: 'readonly',
      },
    ],
  },
] as const satisfies readonly Recipe[]
