import { expect, test } from 'vitest'
import { runSteps } from '../../../fixtures/steps/run-steps.ts'
import { complete, confirm, initiate, putChunk, uploadSession } from '../../../fixtures/steps/setup.ts'
import { coreTarget } from '../../testing/step-target.ts'
import { createTestMock, defaultTenant } from '../../testing/test-mock.ts'

test('the counts of a batch go with its session', async () => {
  using mock = createTestMock()
  const { session_id: id } = JSON.parse((await runSteps(coreTarget(mock), defaultTenant, [uploadSession])).text)
  const counts = async () => (await mock.send('GET', `/uploads/batch/${id}/status`)).json
  expect(await counts()).toMatchObject({ overall_status: 'processing', counts: { total: 2, queued: 2, completed: 0 } })
  mock.time.advance(60_000)
  expect(await counts()).toMatchObject({
    overall_status: 'completed',
    completion_percentage: 100,
    counts: { total: 2, completed: 2, failed: 0 },
    description_counts: { completed: 2 },
  })
  expect((await mock.send('GET', '/uploads/batch/any-text/status')).status).toBe(404)
})

test('a video whose chunks nobody sends is stuck after a while, until it is completed', async () => {
  using mock = createTestMock()
  const stuck = async (minutes = 30) =>
    (await mock.send('GET', `/uploads/stuck-uploads?stuck_minutes=${minutes}`)).json.images
  const target = coreTarget(mock)
  const { media_id: id } = JSON.parse((await runSteps(target, defaultTenant, [initiate])).text)
  expect(await stuck()).toEqual([])
  mock.time.advance(31 * 60_000)
  expect(await stuck()).toMatchObject([{ image_id: id, unified_status: 'uploading', is_stuck: true }])
  expect(await stuck(60)).toEqual([])
  await runSteps(target, defaultTenant, [initiate, putChunk, confirm, complete])
  expect(await stuck()).toHaveLength(1)
})

test('a description that takes very long is stuck, too', async () => {
  using mock = createTestMock()
  const tenant = await mock.tenant()
  await runSteps(coreTarget(mock), defaultTenant, [uploadSession])
  const { images } = (await mock.send('GET', '/uploads/stuck-uploads')).json
  expect(images).toEqual([])
  const [file] = tenant.files.all().filter(({ upload_method: method }) => method === 'batch')
  await tenant.files.update(file?.id ?? '', (draft) => {
    if (draft.work) draft.work = { ...draft.work, endMs: draft.work.endMs + 86_400_000 }
  })
  mock.time.advance(31 * 60_000)
  const { images: later } = (await mock.send('GET', '/uploads/stuck-uploads')).json
  expect(later).toMatchObject([{ image_id: file?.id, unified_status: 'processing', is_stuck: true }])
})
