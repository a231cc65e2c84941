import { expect, test } from 'vitest'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { transcript } from '../../testing/transcript.ts'

const pages = Array.from({ length: 5 }, (_, index) => ({ image_url: `https://example.com/${index}.jpg` }))

test('a batch is described, so many images at a time', async () => {
  const text = await transcript(async ({ ask, mock, note, wait }) => {
    const { json: file } = await mock.send('GET', `/user-files/${id.bell}`)
    const images = [...pages.slice(0, 3), { object_key: file.object_key, metadata: { a: 1 } }, { image_base64: 'AA==' }]
    const { json } = await ask('POST /batch/describe', { images, max_parallel: 2 })
    const batch = `/batch/${json.batch_id}`
    note('descriptions taken', (await mock.tenant()).usage.descriptions)
    for (const ms of [0, 499, 1, 999, 1, 1_000, 999, 1]) {
      wait(ms)
      await ask(`GET ${batch}`)
    }
    await ask(`GET ${batch.toUpperCase().replace('/BATCH', '/batch')}/results`)
    await ask(`DELETE ${batch}`)
    await ask(`GET ${batch}`)
    for (const query of ['limit=2', 'limit=2&offset=3', 'offset=4&limit=1']) await ask(`GET ${batch}/results?${query}`)
  })
  expect(text).toMatchSnapshot()
})

test('a batch fails in part, fails, or is cancelled', async () => {
  const text = await transcript(async ({ ask, mock, wait }) => {
    const tenant = await mock.tenant()
    for (const share of [0.34, 1]) {
      tenant.failureShare = share
      const { json } = await ask('POST /batch/describe', { images: pages.slice(0, 3) })
      await ask(`GET /batch/${json.batch_id}/results`)
      wait(10_000)
      await ask(`GET /batch/${json.batch_id}`)
      for (const failed of ['true', 'false']) await ask(`GET /batch/${json.batch_id}/results?include_failed=${failed}`)
    }
    tenant.failureShare = 0
    const { json } = await ask('POST /batch/describe', { images: pages.slice(0, 3), max_parallel: 1 })
    wait(1_500)
    await ask(`GET /batch/${json.batch_id}`)
    await ask(`DELETE /batch/${json.batch_id}`)
    wait(500)
    await ask(`DELETE /batch/${json.batch_id}`)
    await ask(`GET /batch/${json.batch_id}`)
    await ask(`GET /batch/${json.batch_id}/results`)
  })
  expect(text).toMatchSnapshot()
})

test('a batch that cannot be', async () => {
  const text = await transcript(async ({ ask, mock, note }) => {
    const images = pages.slice(0, 1)
    await ask('POST /batch/describe', { images: [...images, { object_key: 'tenants/none' }] })
    for (const path of ['', '/results']) await ask(`GET /batch/${id.nobody}${path}`)
    await ask(`DELETE /batch/${id.nobody}`)
    const tenant = await mock.tenant()
    for (const provider of ['down', 'slow'] as const) {
      tenant.provider = provider
      await ask('POST /batch/describe', { images })
    }
    tenant.provider = 'up'
    tenant.limitOverrides = { descriptionsPerMonth: 1 }
    await ask('POST /batch/describe', { images: pages.slice(0, 2) })
    note('descriptions taken', tenant.usage.descriptions)
  })
  expect(text).toMatchSnapshot()
})
