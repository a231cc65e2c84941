import { expect, test } from 'vitest'
import { startMockServer } from '../../mocks/server/index.ts'
import { takeDescriptions } from '../../mocks/tenant/usage.ts'
import { worldOf } from '../../mocks/testing/world-of.ts'
import { permissions } from './probe.ts'
import { verifyBackend } from './verify.ts'

test('our mock passes every rule, and every documented error and status is observed on it', async () => {
  await using mock = await startMockServer()
  const full = await worldOf(mock, 'full_to_the_brim_now')
  full.usage.storageBytes = full.limits.storageBytes
  const exhausted = await worldOf(mock, 'exhausted_this_month')
  takeDescriptions(exhausted, exhausted.limits.descriptionsPerMonth, exhausted.clock.now())
  const { verdicts, coverage, run } = await verifyBackend({
    baseUrl: mock.url,
    apiKey: 'aion_test_verified_backend',
    keys: {
      expired: 'aion_test_expired_your_choice',
      deactivated: 'aion_test_deactivated_your_choice',
      readonly: 'aion_test_readonly_your_choice',
      pastdue: 'aion_test_pastdue_your_choice',
      limited: 'aion_test_starter_your_choice',
      other: 'aion_test_other_your_choice',
      full: 'aion_test_full_to_the_brim_now',
      exhausted: 'aion_test_exhausted_this_month',
    },
    allow: permissions,
  })
  const others = verdicts.filter(({ verdict }) => verdict !== 'pass')
  // It gives every request an id of its own, whatever the client sent.
  expect(others.map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual([
    'client-request-id-is-echoed not-applicable',
  ])
  expect([...coverage.codes, ...coverage.statuses].filter(({ isObserved }) => !isObserved)).toEqual([])
  expect(run.recipes.filter(({ state }) => state !== 'ran')).toEqual([])
})

test('what a run writes is gone when it ends', async () => {
  await using mock = await startMockServer()
  const count = async (path: string) => {
    const answer = await fetch(mock.url + path, { headers: { Authorization: 'Bearer aion_test_tidy_and_verified' } })
    const body: { total_count?: number; folders?: unknown[] } = await answer.json()
    return body.total_count ?? body.folders?.length
  }
  const before = [await count('/user-files'), await count('/folders')]
  const { run } = await verifyBackend({ baseUrl: mock.url, apiKey: 'aion_test_tidy_and_verified', allow: ['writes'] })
  expect(run.exchanges.filter(({ request }) => request.method === 'POST').length).toBeGreaterThan(3)
  expect([await count('/user-files'), await count('/folders')]).toEqual(before)
})
