import { expect, test } from 'vitest'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { transcript } from '../../testing/transcript.ts'

test('the scenes of a video share its time, and none is there before the analysis is done', async () => {
  const text = await transcript(async ({ ask, mock, wait }) => {
    const { json } = await ask(`GET /videos/${id.clip.toUpperCase()}/scenes`)
    const scenes: string[] = json.scenes.map(({ scene_id: scene }: { scene_id: string }) => scene)
    for (const scene of [...scenes.map((known) => known.toUpperCase()), `${id.clip.slice(0, 24)}000000000002`, id.bell])
      await ask(`GET /video-scenes/${scene}/thumbnail`)
    for (const strange of [id.bell, id.nobody]) await ask(`GET /videos/${strange}/scenes`)
    const tenant = await mock.tenant()
    await tenant.files.update(id.clip, (draft) => {
      draft.video = { durationSeconds: 180, scenes: ['one', 'two', 'three'], analysisId: id.nobody }
      draft.tags = ['t']
    })
    await ask(`GET /videos/${id.clip}/scenes`)
    await ask('POST /video-analysis/queue', { media_id: id.clip })
    wait(10_999)
    await ask(`GET /videos/${id.clip}/scenes`)
    await ask(`GET /video-scenes/${scenes[0]}/thumbnail`)
    await tenant.files.update(id.clip, (draft) => {
      draft.work = null
    })
    await ask(`GET /videos/${id.clip}/scenes`)
  })
  expect(text).toMatchSnapshot()
})
