import { expect, test } from 'vitest'
import type { Recipe } from '../probe.ts'
import { mostRequests, planRun } from './plan.ts'

const recipe: Recipe = {
  id: 'r',
  aims: [],
  needs: ['writes'],
  cost: 'one folder',
  probes: [
    { id: '1', intent: 'success', operation: 'getFile', params: { image_id: '$file' }, credential: 'main' },
    { id: '2', intent: 'success', operation: 'listFiles', query: { limit: '2' }, credential: 'other' },
    { id: '3', intent: 'rate-limit', operation: 'listFiles', repeat: { most: 7, until: 429 } },
  ],
  cleanup: [{ id: '4', intent: 'cleanup', operation: 'deleteFolder', params: { folder_id: '$folder' } }],
}
const requests = [
  'GET /user-files/$file',
  'GET /user-files?limit=2 with the key "other"',
  'GET /user-files (up to 7 times)',
  'DELETE /folders/$folder',
]

test('what would be sent is listed, with its key, how often, and how many at the most', () => {
  const plan = planRun(['writes'], { main: 'a', other: 'b' }, [recipe, recipe])
  expect(plan[0]).toEqual({ recipe: 'r', cost: 'one folder', reason: '', requests, most: 10 })
  expect(mostRequests(plan)).toBe(20)
  expect(mostRequests([])).toBe(0)
})

test('what would not be sent is listed with its reason', () => {
  expect(planRun([], { main: 'a' }, [recipe])).toEqual([
    { recipe: 'r', cost: 'one folder', reason: 'needs --allow writes (one folder)', requests, most: 0 },
  ])
})
