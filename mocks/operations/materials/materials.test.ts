import { expect, test } from 'vitest'
import { samples } from '../../../fixtures/media/samples.ts'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

async function upload(mock: TestMock, title: string): Promise<string> {
  const body = new FormData()
  body.append('title', title)
  body.append('file', new Blob([samples.png.bytes]), 'a.png')
  return (await mock.send('POST', '/user-files/upload/stream', { body })).json.image_id
}

const materials = async (mock: TestMock, id: string) => (await mock.send('GET', `/materials/images/${id}`)).json

test('an uploaded image is pending until somebody asks; then it is what its words say', async () => {
  using mock = createTestMock()
  const id = await upload(mock, 'A marble floor')
  expect(await materials(mock, id)).toMatchObject({ status: 'pending', material_classification: null })
  expect((await mock.send('POST', `/materials/images/${id}/classify`)).json.status).toBe('queued')
  mock.time.advance(10_000)
  expect(await materials(mock, id)).toMatchObject({
    status: 'completed',
    material_classification: { materials: [{ material_type: 'stone', confidence: 0.9 }] },
  })
})

test('a search finds what is classified and counts it as the list does', async () => {
  using mock = createTestMock({ files: 0 })
  const id = await upload(mock, 'A marble floor')
  const search = async () =>
    (await mock.send('POST', '/materials/search', { body: { material_type: 'stone' } })).json.results
  expect(await search()).toEqual([])
  await mock.send('POST', '/materials/batch/classify', { body: { image_ids: [id] } })
  mock.time.advance(10_000)
  expect(await search()).toMatchObject([{ image_id: id, confidence_score: 0.9 }])
})

test('a classification takes a description from the plan, and none is queued when too few are left', async () => {
  using mock = createTestMock()
  const tenant = await mock.tenant()
  const { json } = await mock.send('GET', '/user-files?media_types=image&limit=2')
  const ids = json.files.map(({ id }: { id: string }) => id)
  tenant.limitOverrides = { descriptionsPerMonth: tenant.usage.descriptions + 1 }
  const body = { image_ids: ids, force: true }
  const refused = await mock.send('POST', '/materials/batch/classify', { body })
  expect(refused.json.error.code).toBe('USAGE_LIMIT_EXCEEDED')
  expect(tenant.imageJobs.size).toBe(0)
  expect((await mock.send('POST', `/materials/images/${ids[0]}/classify?force=true`)).status).toBe(200)
})

test('a search for nothing is refused', async () => {
  using mock = createTestMock()
  const { status, json } = await mock.send('POST', '/materials/search', { body: {} })
  expect([status, json.error.details.field]).toEqual([422, 'material_type'])
})
