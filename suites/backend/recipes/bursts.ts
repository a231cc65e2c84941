import type { Recipe } from '../probe.ts'

/** More requests than any plan allows in a minute (the largest allows 500). */
const moreThanAnyPlan = 520

/** What only many requests bring about. */
export const burstRecipes = [
  {
    id: 'rate-limit',
    aims: ['RATE_LIMIT_ERROR', 'too-many-requests'],
    needs: ['bursts'],
    cost: 'reads until the rate window of a key is used up, at most 520; other users of the key meet 429 for a minute',
    probes: [
      {
        id: 'use-up-the-window',
        intent: 'rate-limit',
        operation: 'listFiles',
        query: { limit: '1' },
        headers: { Origin: '$origin' },
        credential: 'limited',
        repeat: { most: moreThanAnyPlan, until: 429 },
      },
    ],
  },
] as const satisfies readonly Recipe[]
