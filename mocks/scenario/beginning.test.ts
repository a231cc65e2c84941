import { expect, test } from 'vitest'
import { createTestMock } from '../testing/test-mock.ts'

const fault = (error: 'TIMEOUT' | 'HTTP_500' | 'HTTP_402') => ({ fault: { error } })

test('another scenario takes the place of the first; what else was planned stays', () => {
  using mock = createTestMock({ scenario: { faults: [fault('TIMEOUT')] } })
  const planned = () => mock.core.faults.list().map(({ fault: what }) => what)
  mock.core.faults.next('HTTP_402')
  mock.core.change({ scenario: { faults: [fault('HTTP_500')] } })
  expect(planned()).toEqual([{ error: 'HTTP_402' }, { error: 'HTTP_500' }])
  mock.core.reset()
  expect(planned()).toEqual([{ error: 'HTTP_500' }])
  mock.core.change({})
  expect(planned()).toEqual([])
})

test('a scenario that stays is not planned anew', async () => {
  const scenario = { faults: [fault('TIMEOUT')] }
  using mock = createTestMock({ scenario })
  expect((await mock.send('GET', '/user-files')).status).toBe(503)
  mock.core.change({ scenario: { ...scenario }, data: { files: [{}] } })
  expect(mock.core.faults.leftovers()).toEqual([])
  expect((await mock.send('GET', '/user-files')).json.total_count).toBe(1)
})

test('tenants of whom a change says otherwise begin anew, the others go on', async () => {
  const data = { tenants: { mine: { files: [{}] }, yours: { files: [{}] } } }
  using mock = createTestMock({ data })
  const folders = async (as: string) => (await mock.send('GET', '/folders', { as })).json.folders.length
  for (const as of ['mine', 'yours', 'other']) await mock.send('POST', '/folders', { body: { name: 'Added' }, as })
  const before = await folders('other')
  mock.core.change({ data: { tenants: { mine: { files: [{}, {}] }, yours: { files: [{}] } } } })
  expect(mock.core.faults.list()).toEqual([])
  expect(await folders('mine')).toBe(0)
  expect((await mock.send('GET', '/user-files', { as: 'mine' })).json.total_count).toBe(2)
  expect(await folders('yours')).toBe(1)
  expect(await folders('other')).toBe(before)
  mock.core.change({
    data: { tenants: { mine: { files: [{}, {}] }, yours: { files: [{}] } } },
    scenario: { tenants: { yours: { plan: 'starter' } }, faults: [fault('TIMEOUT')] },
  })
  expect((await mock.tenant('yours')).plan).toBe('starter')
})

test('tenants that scenario and data name are known before they are used', async () => {
  using mock = createTestMock({
    data: { tenants: { mine: {} } },
    scenario: { tenants: { mine: { plan: 'starter' }, yours: {} }, faults: [fault('TIMEOUT')] },
  })
  await mock.tenant('other')
  expect([...mock.core.tenantNames()].sort()).toEqual(['mine', 'other', 'yours'])
})
