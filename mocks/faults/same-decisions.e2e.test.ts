import { setupServer } from 'msw/node'
import { expect, it } from 'vitest'
import { createHandlers } from '../msw.ts'
import { startMockServer } from '../server/index.ts'
import type { FaultPlan } from './plan.ts'

const plan = (faults: FaultPlan) => {
  faults.on('listFiles', 'HTTP_500', { probability: 0.3, seed: 7 })
  faults.on('listFiles', ['RATE_LIMIT_ERROR', 'pass', 'TIMEOUT'], { probability: 0.5, times: 4 })
}

const statuses = async (baseUrl: string) => {
  const seen: number[] = []
  for (let i = 0; i < 60; i += 1)
    seen.push(
      (await fetch(`${baseUrl}/user-files`, { headers: { Authorization: 'Bearer aion_test_name_of_your_choice' } }))
        .status,
    )
  return seen
}

it('chance decides alike in the server and in MSW', async () => {
  await using mock = await startMockServer({ files: 1, rateLimit: false })
  plan(mock.faults)
  const onTheServer = await statuses(mock.url)
  const handlers = createHandlers({ baseUrl: 'http://api.test/api/v2', files: 1, rateLimit: false })
  plan(handlers.faults)
  const msw = setupServer(...handlers)
  msw.listen({ onUnhandledFrame: 'error' })
  const inMsw = await statuses('http://api.test/api/v2')
  msw.close()
  expect(inMsw).toEqual(onTheServer)
  expect(new Set(inMsw)).toEqual(new Set([200, 429, 500, 503]))
})
