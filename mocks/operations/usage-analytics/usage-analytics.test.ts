import { expect, test } from 'vitest'
import { numberedPng } from '../../../fixtures/media/png.ts'
import { clearRecords, packRecords, unpackRecords } from '../../tenant/pack-records.ts'
import { createTestMock, defaultTenant, type TestMock } from '../../testing/test-mock.ts'

const get = async (mock: TestMock, path: string) => (await mock.send('GET', `/usage${path}`)).json

function upload(mock: TestMock, picture: number, describe = true) {
  const body = new FormData()
  body.append('auto_describe', String(describe))
  body.append('file', new Blob([numberedPng(picture)]), `${picture}.png`)
  return mock.send('POST', '/user-files/upload/stream', { body })
}

async function chatAbout(mock: TestMock, message: string): Promise<string> {
  const { json } = await mock.send('POST', '/chat/sessions', { body: { title: 'Chairs' } })
  await mock.send('POST', `/chat/sessions/${json.session_id}/messages`, { body: { message } })
  return json.session_id
}

const batch = (mock: TestMock, images: number) =>
  mock.send('POST', '/batch/describe', {
    body: { images: Array.from({ length: images }, (_, n) => ({ image_url: `https://example.com/${n}.jpg` })) },
  })

test('every number agrees with what was used', async () => {
  using mock = createTestMock()
  await upload(mock, 1)
  await upload(mock, 2, false)
  await upload(mock, 2)
  await batch(mock, 3)
  await chatAbout(mock, 'Which chairs are red?')
  const credits = 1 + 3 + 1
  const summary = await get(mock, '/summary')
  expect(summary).toMatchObject({
    usage: { describe_count: 4, batch_count: 1, total_requests: 5, successful_requests: 4, failed_requests: 1 },
    limits: { used_this_month: credits, remaining: summary.limits.monthly_limit - credits },
    plan: { name: 'professional', requests_used: credits },
    total_credits: credits,
  })
  expect(await get(mock, '/breakdown')).toMatchObject({ total_credits_used: credits })
  expect((await get(mock, '/plan')).plan_details.requests_used).toBe(credits)
  expect((await mock.send('GET', '/tenant/settings')).json).toMatchObject({
    current_month_credits: credits,
    total_credits: credits,
  })
  expect((await mock.send('POST', '/usage/check', { body: {} })).json.current_usage).toBe(credits)
  const { events, pagination } = await get(mock, '/details')
  expect(pagination).toEqual({ page: 1, page_size: 50, total_count: 5, total_pages: 1 })
  expect(
    events.map((event: Record<string, unknown>) => [event.operation_type, event.status_code, event.error_code]),
  ).toEqual([
    ['chat', 200, null],
    ['batch_describe', 202, null],
    ['upload', 409, 'HTTP_409'],
    ['upload', 200, null],
    ['upload', 200, null],
  ])
  const points = (await get(mock, '/by-period?period_type=day')).data
  expect(points.reduce((sum: number, { value }: { value: number }) => sum + value, 0)).toBe(5)
  expect((await get(mock, '/dashboard-analytics?period=week')).success_rate).toBe(0.8)
})

test('tokens of files and of chats add up to those of the month, also when a file is gone', async () => {
  using mock = createTestMock({ files: 0 })
  const before = await get(mock, '/tokens/monthly')
  const { json } = await upload(mock, 1)
  const chat = await chatAbout(mock, 'Which chairs are red?')
  const month = await get(mock, '/tokens/monthly')
  const files = await get(mock, '/tokens/files')
  const chats = await get(mock, '/tokens/conversations')
  expect(month.describe_operations - before.describe_operations).toBe(1)
  expect(month.chat_messages - before.chat_messages).toBe(2)
  expect(files.files[0].image_id).toBe(json.image_id)
  expect(chats.conversations[0]).toMatchObject({ session_id: chat, title: 'Chairs', message_count: 2 })
  const { session } = (await mock.send('GET', `/chat/sessions/${chat}`)).json
  expect(chats.conversations[0].total_tokens).toBe(session.total_tokens)
  await mock.send('DELETE', `/user-files/${json.image_id}`)
  expect(await get(mock, '/tokens/monthly')).toEqual(month)
})

test('a new tenant has files and days to show', async () => {
  using mock = createTestMock()
  const { files, total_count: count } = await get(mock, '/tokens/files?limit=2')
  expect(files).toHaveLength(2)
  expect(count).toBeGreaterThanOrEqual(5)
  const { daily_activity: days, total_files_uploaded: uploads } = await get(mock, '/dashboard-analytics')
  expect(days).toHaveLength(30)
  expect(days.reduce((sum: number, day: { files_uploaded: number }) => sum + day.files_uploaded, 0)).toBe(uploads)
  expect(uploads).toBeGreaterThan(0)
})

test('a period is what was asked for, and begins before it ends', async () => {
  using mock = createTestMock()
  await upload(mock, 1)
  const { clock } = await mock.tenant()
  clock.advance(40 * 86_400_000)
  expect((await get(mock, '/summary')).usage.total_requests).toBe(0)
  expect((await get(mock, '/breakdown')).total_credits_used).toBe(0)
  const start = new Date(mock.time.now() - 1_000).toISOString()
  const all = await get(mock, `/summary?start_date=${start}`)
  expect([all.usage.total_requests, all.total_credits]).toEqual([1, 1])
  const months = (await get(mock, `/by-period?period_type=month&start_date=${start}`)).data
  expect(months.map(({ value }: { value: number }) => value)).toEqual([1, 0])
  const wrong = await mock.send('GET', `/usage/summary?start_date=2026-02-01T00:00:00Z&end_date=2026-01-01T00:00:00Z`)
  expect([wrong.status, wrong.json.error.details.field]).toEqual([422, 'start_date'])
  const many = await mock.send('GET', '/usage/by-period?period_type=hour&start_date=2020-01-01T00:00:00')
  expect([many.status, many.json.error.details.field]).toEqual([422, 'start_date'])
})

test('endpoints stand in the order of their calls, reads included', async () => {
  using mock = createTestMock()
  for (let n = 0; n < 3; n++) await mock.send('GET', '/user-files')
  await upload(mock, 1)
  const { endpoints } = await get(mock, '/top-endpoints?limit=2')
  expect(endpoints[0]).toEqual({ endpoint: '/api/v2/user-files', method: 'GET', count: 3, percentage: 60 })
  expect(endpoints).toHaveLength(2)
})

test('uses of an issued key are found by its id', async () => {
  using mock = createTestMock()
  const session = { as: null, headers: { authorization: `Bearer session_${defaultTenant}` } }
  const { json: key } = await mock.send('POST', '/api-keys', { ...session, body: { name: 'ci' } })
  const withKey = { as: null, headers: { authorization: `Bearer ${key.api_key}` } }
  await mock.send('POST', '/agents/search/images', { ...withKey, body: { query: 'red chair' } })
  await mock.send('POST', '/agents/search/images', { body: { query: 'red chair' } })
  const mine = await get(mock, `/details?api_key_id=${key.id}`)
  expect(mine.events).toEqual([expect.objectContaining({ api_key_id: key.id })])
  expect((await get(mock, '/details')).pagination.total_count).toBe(2)
})

test('what was used is still known after a sleep', async () => {
  using mock = createTestMock()
  await upload(mock, 1)
  await chatAbout(mock, 'Which chairs are red?')
  const read = async () => [await get(mock, '/tokens/monthly'), await get(mock, '/details')]
  const before = await read()
  const tenant = await mock.tenant()
  const packed = packRecords(tenant)
  clearRecords(tenant)
  unpackRecords(tenant, packed)
  expect(await read()).toEqual(before)
})
