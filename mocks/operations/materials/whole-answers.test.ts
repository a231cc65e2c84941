import { expect, test } from 'vitest'
import { samples } from '../../../fixtures/media/samples.ts'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { formWith, transcript } from '../../testing/transcript.ts'

/** A word for each material. */
const words = {
  wood: 'bamboo',
  stone: 'granite',
  metal: 'steel',
  fabric: 'silk',
  leather: 'gloves',
  ceramic: 'tile',
  plastic: 'rubber',
  glass: 'window',
}

test('an image is classified by its words, else by its id', async () => {
  const text = await transcript(async ({ ask, mock, note }) => {
    for (const image of [id.bicycle, id.chair, id.street, id.poster, id.bell])
      await ask(`GET /materials/images/${image}`)
    const tenant = await mock.tenant()
    for (const [type, word] of Object.entries(words)) {
      await tenant.files.update(id.lane, (draft) => {
        draft.title = word
        draft.upload_description = null
      })
      const { json } = await mock.send('GET', `/materials/images/${id.lane}`)
      note(type, json.material_classification.materials)
    }
    for (const part of [
      { title: 'A tile' },
      { filename: 'tile.png' },
      { upload_description: 'A tile' },
      { tags: ['tile'] },
    ]) {
      const nothing = { title: null, filename: 'x', upload_description: null, tags: [] }
      await tenant.files.update(id.lane, (draft) => Object.assign(draft, { ...nothing, ...part }))
      const { json } = await mock.send('GET', `/materials/images/${id.lane}`)
      note(JSON.stringify(part), json.material_classification.materials[0])
    }
    await ask('GET /materials/types')
  })
  expect(text).toMatchSnapshot()
})

test('an uploaded image waits until somebody asks, and is classified again when it is forced', async () => {
  const text = await transcript(async ({ ask, mock, note, wait }) => {
    const form = formWith(samples.png.bytes, 'wooden.png', { title: 'A wooden bowl' })
    const { json } = await mock.send('POST', '/user-files/upload/stream', { body: form })
    const image = `/materials/images/${json.image_id}`
    const tenant = await mock.tenant()
    await ask(`GET ${image}`)
    await ask(`POST ${image}/classify`)
    note('descriptions taken', tenant.usage.descriptions)
    wait(500)
    await ask(`GET ${image}`)
    wait(2_000)
    await ask(`POST ${image}/classify`)
    note('descriptions taken', tenant.usage.descriptions)
    tenant.failureShare = 1
    await ask(`POST ${image}/classify?force=true`)
    wait(2_500)
    tenant.failureShare = 0
    const image_ids = [json.image_id, json.image_id, id.bell, id.clip, id.nobody]
    await ask('POST /materials/batch/classify', { image_ids })
    await ask('POST /materials/batch/classify', { image_ids: [id.bell] })
    await ask('POST /materials/batch/classify', { image_ids, force: true })
    note('descriptions taken', tenant.usage.descriptions)
    await ask(`GET /materials/images/${id.bell}`)
    tenant.limitOverrides = { descriptionsPerMonth: tenant.usage.descriptions + 1 }
    await ask('POST /materials/batch/classify', { image_ids, force: true })
    await ask(`POST ${image}/classify?force=true`)
    await ask(`POST ${image}/classify?force=true`)
    for (const strange of [id.clip, id.nobody]) {
      await ask(`GET /materials/images/${strange}`)
      await ask(`POST /materials/images/${strange}/classify`)
    }
  })
  expect(text).toMatchSnapshot()
})

test('images are found by what they are made of', async () => {
  const text = await transcript(async ({ ask, mock, note }) => {
    const form = formWith(samples.png.bytes, 'wooden.png', { title: 'A wooden bowl' })
    await mock.send('POST', '/user-files/upload/stream', { body: form })
    await ask('POST /materials/search', { material_type: 'Leather' })
    const questions = [
      { material_type: 'wood' },
      { material_type: 'metal', min_confidence: 0.9 },
      { material_type: 'metal', min_confidence: 0.91 },
      { texture: 'smooth' },
      { texture: 'grained', surface_finish: 'matte' },
      { pattern: 'solid' },
      { pattern: 'striped', min_confidence: 0.55, limit: 1 },
      { pattern: 'striped', min_confidence: 0.55, limit: 1, offset: 1 },
      { pattern: 'geometric', min_confidence: 0.56 },
    ]
    for (const body of questions) {
      const { json } = await mock.send('POST', '/materials/search', { body })
      const { results, ...rest } = json
      const found = results.map(({ image_id: image, confidence_score: score }: Record<string, unknown>) => [
        image,
        score,
      ])
      note(JSON.stringify(body), { ...rest, found })
    }
    await ask('POST /materials/search', { min_confidence: 0.5 })
  })
  expect(text).toMatchSnapshot()
})
