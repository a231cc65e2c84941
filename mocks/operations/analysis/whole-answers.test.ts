import { expect, test } from 'vitest'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { transcript } from '../../testing/transcript.ts'

test('a video is analysed, and a failed analysis is run again three times', async () => {
  const text = await transcript(async ({ ask, mock, note, wait }) => {
    await ask(`GET /video-analysis/status/${id.clip}`)
    await ask('POST /video-analysis/queue', { media_id: id.clip.toUpperCase() })
    const { json } = await ask('POST /video-analysis/queue', { media_id: id.clip })
    const job = `/video-analysis/jobs/${json.analysis_job_id}`
    for (const ms of [0, 999, 1, 2_599, 7_400, 1]) {
      wait(ms)
      await ask(`GET ${job}`)
    }
    await ask(`GET /video-analysis/status/${id.clip.toUpperCase()}`)
    await ask(`GET /user-files/${id.clip}`)
    await ask(`POST ${job}/retry`, { media_id: id.clip })
    const tenant = await mock.tenant()
    tenant.failureShare = 1
    const { json: failing } = await ask('POST /video-analysis/queue', { media_id: id.clip })
    const retry = `/video-analysis/jobs/${failing.analysis_job_id.toUpperCase()}/retry`
    wait(20_000)
    await ask(`GET /video-analysis/status/${id.clip}`)
    await ask(`POST ${retry}`, { media_id: id.bell })
    for (let count = 0; count < 4; count += 1) {
      await ask(`POST ${retry}`, { media_id: id.clip.toUpperCase() })
      await ask(`POST ${retry}`, { media_id: id.clip })
      note('work of the file', tenant.files.get(id.clip)?.work ?? null)
      wait(20_000)
    }
    tenant.failureShare = 0
    note('descriptions taken', tenant.usage.descriptions)
    tenant.limitOverrides = { descriptionsPerMonth: tenant.usage.descriptions }
    await ask('POST /video-analysis/queue', { media_id: id.clip })
    for (const strange of [id.bell, id.nobody]) {
      await ask('POST /video-analysis/queue', { media_id: strange })
      await ask(`GET /video-analysis/status/${strange}`)
      await ask(`GET /video-analysis/jobs/${strange}`)
      await ask(`POST /video-analysis/jobs/${strange}/retry`, { media_id: id.clip })
    }
  })
  expect(text).toMatchSnapshot()
})
