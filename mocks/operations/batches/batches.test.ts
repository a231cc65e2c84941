import { expect, test } from 'vitest'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

const images = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ image_url: `https://example.com/${index}.jpg` }))

async function begin(mock: TestMock, count: number, more: object = {}): Promise<string> {
  const { status, json } = await mock.send('POST', '/batch/describe', { body: { images: images(count), ...more } })
  expect(status).toBe(202)
  return json.batch_id
}

const look = async (mock: TestMock, id: string) => (await mock.send('GET', `/batch/${id}`)).json

test('a batch goes from pending over processing to completed as the clock goes', async () => {
  using mock = createTestMock()
  const id = await begin(mock, 4, { max_parallel: 2 })
  expect(await look(mock, id)).toMatchObject({ status: 'pending', processed_items: 0 })
  mock.time.advance(1_600)
  expect(await look(mock, id)).toMatchObject({ status: 'processing', processed_items: 2, progress_percentage: 50 })
  mock.time.advance(60_000)
  expect(await look(mock, id)).toMatchObject({ status: 'completed', successful_items: 4, success_rate: 1 })
  const { json } = await mock.send('GET', `/batch/${id}/results?limit=3`)
  expect(json.pagination).toEqual({ offset: 0, limit: 3, total: 4, has_more: true })
  expect(json.results[0]).toMatchObject({ status: 'completed', output_data: { description: expect.any(String) } })
})

test.each([
  [0.5, 'partially_completed', 2],
  [1, 'failed', 4],
])('with a share of %d failing it is %s', async (share, status, failed) => {
  using mock = createTestMock()
  const tenant = await mock.tenant()
  tenant.failureShare = share
  const id = await begin(mock, 4)
  mock.time.advance(60_000)
  expect(await look(mock, id)).toMatchObject({ status, failed_items: failed })
  const { json } = await mock.send('GET', `/batch/${id}/results?include_failed=false`)
  expect(json.results).toHaveLength(4 - failed)
})

test('a cancelled batch keeps what was done, and does no more', async () => {
  using mock = createTestMock()
  const id = await begin(mock, 4, { max_parallel: 2 })
  mock.time.advance(1_600)
  expect((await mock.send('DELETE', `/batch/${id}`)).status).toBe(204)
  mock.time.advance(60_000)
  expect(await look(mock, id)).toMatchObject({ status: 'cancelled', successful_items: 2 })
  const { json } = await mock.send('GET', `/batch/${id}/results`)
  expect(json.results.map(({ status }: { status: string }) => status)).toEqual([
    'completed',
    'completed',
    'cancelled',
    'cancelled',
  ])
  expect((await mock.send('DELETE', `/batch/${id}`)).status).toBe(204)
})

test('a batch counts its images; a refused one counts none', async () => {
  using mock = createTestMock()
  const tenant = await mock.tenant()
  tenant.limitOverrides = { descriptionsPerMonth: 5 }
  await begin(mock, 4)
  const refused = await mock.send('POST', '/batch/describe', { body: { images: images(2) } })
  expect(refused.json.error).toMatchObject({ code: 'USAGE_LIMIT_EXCEEDED', details: { available: 1 } })
  expect(tenant.usage.descriptions).toBe(4)
  tenant.clock.advance(40 * 86_400_000)
  await begin(mock, 5)
  expect(tenant.usage.descriptions).toBe(5)
})

test('the results of a batch say how long the items took, and that none was skipped', async () => {
  using mock = createTestMock()
  const images = [{ image_url: 'https://example.com/a.png' }, { image_url: 'https://example.com/b.png' }]
  const { json } = await mock.send('POST', '/batch/describe', { body: { images } })
  mock.time.advance(60_000)
  const { json: results } = await mock.send('GET', `/batch/${json.batch_id}/results`)
  expect(results.summary).toEqual({
    total_items: 2,
    processed_items: 2,
    successful_items: 2,
    failed_items: 0,
    skipped_items: 0,
    processing_time_ms: 2_000,
  })
})

test('an image that is not stored is not described, and one that is, is', async () => {
  using mock = createTestMock()
  const { json: list } = await mock.send('GET', '/user-files?media_types=image&limit=1')
  const { json: file } = await mock.send('GET', `/user-files/${list.files[0].id}`)
  const describeBy = (key: string) => mock.send('POST', '/batch/describe', { body: { images: [{ object_key: key }] } })
  expect((await describeBy('nothing/here.png')).status).toBe(404)
  expect((await describeBy(file.object_key)).status).toBe(202)
})
