import { expect, test } from 'vitest'
import { operationIds, operationRow } from '../../../contracts/operations/index.ts'
import { nodePlatform } from '../../adapters/node-platform.ts'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { bySession, type Talk, transcript } from '../../testing/transcript.ts'
import { openUse } from './record-use.ts'
import { meanMs } from './uses.ts'

const dayMs = 86_400_000

/** A few uses of all kinds on two days: searches, batches, failures, one with a key of its own. */
async function use({ mock }: Talk) {
  const { json: key } = await mock.send('POST', '/api-keys', { ...bySession, body: { name: 'k', scopes: ['write'] } })
  const byKey = { as: null, headers: { authorization: `Bearer ${key.api_key}` } }
  const search = { body: { query: 'bell' } }
  await mock.send('POST', '/agents/search/images', search)
  await mock.send('POST', '/agents/search/images', { ...search, ...byKey })
  await mock.send('POST', '/agents/search/images', { body: {} })
  const tenant = await mock.tenant()
  tenant.provider = 'slow'
  await mock.send('POST', '/agents/search/images', search)
  tenant.provider = 'up'
  mock.time.advance(dayMs)
  await mock.send('POST', '/batch/describe', { body: { images: [{ image_url: 'https://a.example' }, {}] } })
  await mock.send('POST', '/batch/describe', { body: { images: [{ object_key: 'none' }] } })
  await mock.send('POST', '/video-analysis/queue', { body: { media_id: id.clip } })
  await mock.send('POST', `/chat/sessions/${id.talk}/messages`, { body: { message: 'And the bell?' } })
  await mock.send('GET', '/folders')
  return String(key.id)
}

test('uses are told one by one and in sums', async () => {
  const text = await transcript(async (talk) => {
    const { ask, note } = talk
    await ask('GET /usage/summary')
    const key = await use(talk)
    for (const period of ['today', 'week', 'month']) await ask(`GET /usage/summary?period=${period}`)
    await ask(`GET /usage/summary?api_key_id=${key.toUpperCase()}`)
    await ask('GET /usage/summary?start_date=2026-01-15&end_date=2026-01-15T23:59:59Z')
    await ask('GET /usage/summary?start_date=2026-02-01T00:00:00Z')
    await ask('GET /usage/summary?start_date=2026-01-15T14:00:00%2B02:00&end_date=2026-01-15T13:00:00')
    await ask('GET /usage/details')
    for (const query of ['page=2&page_size=3', 'page_size=7', 'page_size=8', 'operation_type=batch_describe'])
      await ask(`GET /usage/details?${query}`)
    await ask(`GET /usage/details?api_key_id=${key}&page_size=1`)
    await ask('GET /usage/details?start_date=2026-01-16T00:00:00Z&page_size=1')
    const backwards = 'start_date=2026-01-16T00:00:00Z&end_date=2026-01-15T00:00:00Z'
    for (const path of ['summary', 'details', 'by-period', 'top-endpoints'])
      await ask(`GET /usage/${path}?${backwards}`)
    note('whole key id', key.length)
  })
  expect(text).toMatchSnapshot()
})

test('uses are told by hour, day and month, and by endpoint', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, note } = talk
    const key = await use(talk)
    await ask('GET /usage/by-period?period_type=day')
    await ask('GET /usage/by-period?period_type=hour&start_date=2026-01-15T11:59:59Z&end_date=2026-01-15T14:00:00Z')
    await ask('GET /usage/by-period?period_type=month&start_date=2025-11-30T23:00:00Z')
    await ask(`GET /usage/by-period?period_type=day&start_date=2026-01-15T00:00:00Z&api_key_id=${key}`)
    const hours = async (count: number) => {
      const start = new Date(mock.time.now() - (count - 1) * 3_600_000).toISOString()
      const { status, json } = await mock.send('GET', `/usage/by-period?period_type=hour&start_date=${start}`)
      return [status, json.error?.message ?? json.data.length]
    }
    note('points', [await hours(1_000), await hours(1_001)])
    await ask('GET /usage/top-endpoints')
    await ask('GET /usage/top-endpoints?limit=2&start_date=2026-01-16T12:30:00Z')
    await ask('GET /usage/top-endpoints?end_date=2026-01-15T13:00:00Z')
  })
  expect(text).toMatchSnapshot()
})

test('credits: the breakdown, the plan, and where the month is going', async () => {
  const text = await transcript(async ({ ask, mock, wait }) => {
    const tenant = await mock.tenant()
    await ask('GET /usage/breakdown')
    await ask('GET /usage/plan')
    tenant.limitOverrides = { descriptionsPerMonth: 30 }
    tenant.usage.descriptions = 7
    tenant.account.creditsByDay.set(Date.UTC(2026, 0, 14), 3)
    tenant.account.creditsByDay.set(Date.UTC(2026, 0, 15), 4)
    await ask('GET /usage/breakdown')
    await ask('GET /usage/plan?include_projections=false')
    for (const used of [14, 15, 40]) {
      tenant.usage.descriptions = used
      await ask('GET /usage/plan?include_projections=true')
    }
    for (const period of ['today', 'week', 'month']) await ask(`GET /usage/summary?period=${period}`)
    await ask('GET /usage/summary?start_date=2026-01-01T00:00:00Z&end_date=2026-01-14T23:00:00Z')
    tenant.limitOverrides = { descriptionsPerMonth: 0 }
    await ask('GET /usage/breakdown')
    wait(17 * dayMs)
    await ask('GET /usage/breakdown')
    await ask('GET /usage/plan')
  })
  expect(text).toMatchSnapshot()
})

test('tokens of files, of conversations, and of a month', async () => {
  const text = await transcript(async (talk) => {
    const { ask } = talk
    await use(talk)
    for (const query of ['', '?year=2025&month=12', '?year=2026&month=1', '?month=2'])
      await ask(`GET /usage/tokens/monthly${query}`)
    for (const kind of ['files', 'conversations']) {
      for (const query of ['', '?limit=1&offset=1']) await ask(`GET /usage/tokens/${kind}${query}`)
    }
  })
  expect(text).toMatchSnapshot()
})

test('a month has the tokens from its first moment to its last', async () => {
  const text = await transcript(async ({ mock, note }) => {
    const moments = [Date.UTC(2026, 0, 1) - 1, Date.UTC(2026, 0, 1), Date.UTC(2026, 1, 1) - 1, Date.UTC(2026, 1, 1)]
    await (await mock.tenant()).chats.update(id.talk, (draft) => {
      draft.messages = moments.flatMap((createdMs, index) => [
        { id: id.nobody, role: 'user', content: '', tokens: 10 ** index, createdMs, imageIds: [], plan: null },
        { id: id.nobody, role: 'assistant', content: '', tokens: 2 * 10 ** index, createdMs, imageIds: [], plan: null },
      ])
    })
    for (const query of ['year=2025&month=12', 'year=2026&month=1', 'year=2026&month=2'])
      note(query, (await mock.send('GET', `/usage/tokens/monthly?${query}`)).json)
  })
  expect(text).toMatchSnapshot()
})

test('the dashboard tells what happened in a week, a month and a year', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, note } = talk
    await ask('GET /usage/dashboard-analytics?period=week')
    await use(talk)
    await ask('GET /usage/dashboard-analytics?period=week')
    for (const period of ['month', 'year']) {
      const { json } = await mock.send('GET', `/usage/dashboard-analytics?period=${period}`)
      const { daily_activity: days, ...sums } = json
      const busy = days.filter((day: { files_uploaded: number }) => day.files_uploaded > 0)
      note(period, { ...sums, days: days.length, first: days[0], busy })
    }
  })
  expect(text).toMatchSnapshot()
})

test('requests are counted by hour, for about two months', async () => {
  const text = await transcript(async ({ mock, note }) => {
    const { account } = await mock.tenant()
    account.requestsByHour.clear()
    for (let hour = 0; hour < 1_488; hour += 1) account.requestsByHour.set(hour * 3_600_000, new Map())
    mock.time.advance(1_799_999)
    await mock.send('GET', '/folders')
    await mock.send('GET', '/folders')
    const [oldest] = account.requestsByHour.keys()
    note('hours, and the oldest', [account.requestsByHour.size, oldest])
    note('last', [...account.requestsByHour].at(-1)?.map((part) => (part instanceof Map ? [...part] : part)) ?? null)
  })
  expect(text).toMatchSnapshot()
})

test('each use that the plan counts has a type', async () => {
  const text = await transcript(async ({ mock, note }) => {
    const tenant = await mock.tenant()
    const around = { tenant, nowMs: mock.time.now(), time: mock.time, platform: nodePlatform, credential: {} } as never // no more is read
    for (const id of operationIds) openUse(around, { id, row: operationRow(id), params: {} })?.({})
    const told = tenant.uses
      .all()
      .map(({ type, endpoint, method, status }) => `${type}: ${method} ${endpoint} ${status}`)
    note('uses', told)
  })
  expect(text).toMatchSnapshot()
})

test('a mean is rounded, and of nothing there is none', () => {
  const used = (durationMs: number) => ({ durationMs }) as Parameters<typeof meanMs>[0][number] // all that it reads
  expect(meanMs([])).toBeNull()
  expect(meanMs([used(1), used(2), used(2)])).toBe(2)
})
