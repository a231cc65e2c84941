import { expect, test } from 'vitest'
import { runSteps } from '../../../fixtures/steps/run-steps.ts'
import { complete, confirm, initiate, putChunk } from '../../../fixtures/steps/setup.ts'
import { coreTarget } from '../../testing/step-target.ts'
import { createTestMock, defaultTenant, type TestMock, testOrigin } from '../../testing/test-mock.ts'

const picture = (mock: TestMock, path: string) =>
  mock.send('GET', testOrigin + path, { headers: { authorization: `Bearer aion_test_${defaultTenant}` } })

test('a new tenant has videos whose scenes follow each other to their end, each with a picture', async () => {
  using mock = createTestMock()
  const { json } = await mock.send('GET', '/user-files?media_types=video')
  expect(json.total_count).toBe(3)
  for (const { id, video_metadata: metadata } of json.files) {
    const { json: list } = await mock.send('GET', `/videos/${id}/scenes`)
    expect(list.scenes).toHaveLength(list.count)
    const ends = list.scenes.map(({ end_time: end }: { end_time: number }) => end)
    const starts = list.scenes.map(({ start_time: start }: { start_time: number }) => start)
    expect(starts).toEqual([0, ...ends.slice(0, -1)])
    expect(ends.at(-1)).toBeCloseTo(metadata.duration_seconds)
    for (const { thumbnail_url: url } of list.scenes) {
      const { headers } = await picture(mock, url)
      expect(headers['content-type']).toMatch(/^image\//)
    }
  }
})

test('an uploaded video has scenes once its analysis is done', async () => {
  using mock = createTestMock()
  const { text } = await runSteps(coreTarget(mock), defaultTenant, [initiate, putChunk, confirm, complete])
  const { media_id: id } = JSON.parse(text)
  const scenes = async () => (await mock.send('GET', `/videos/${id}/scenes`)).json
  expect(await scenes()).toMatchObject({ count: 0, scenes: [] })
  mock.time.advance(60_000)
  expect(await scenes()).toMatchObject({ count: 1, scenes: [{ time_range_formatted: '0:00-0:03' }] })
})

test('a scene goes with its video', async () => {
  using mock = createTestMock()
  const { json } = await mock.send('GET', '/user-files?media_types=video&limit=1')
  const [{ id }] = json.files
  const { json: list } = await mock.send('GET', `/videos/${id}/scenes`)
  await mock.send('DELETE', `/user-files/${id}`)
  expect((await mock.send('GET', `/videos/${id}/scenes`)).status).toBe(404)
  expect((await picture(mock, list.scenes[0].thumbnail_url)).status).toBe(404)
})

test('a scene beyond the last, and the scenes of a picture, are not there', async () => {
  using mock = createTestMock()
  const { json } = await mock.send('GET', '/user-files?media_types=video&limit=1')
  const beyond = `${json.files[0].id.slice(0, 24)}0000000000ff`
  expect((await mock.send('GET', `/video-scenes/${beyond}/thumbnail`)).status).toBe(404)
  const { json: images } = await mock.send('GET', '/user-files?media_types=image&limit=1')
  expect((await mock.send('GET', `/videos/${images.files[0].id}/scenes`)).status).toBe(404)
})
