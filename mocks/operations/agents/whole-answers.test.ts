import { expect, test } from 'vitest'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { type Talk, transcript } from '../../testing/transcript.ts'

const upper = (text: string) => text.toUpperCase()

test('agents search images, documents and videos', async () => {
  const text = await transcript(async ({ ask, wait, mock, note }) => {
    wait(1_000)
    const images = [
      { query: 'The outdoor bicycle' },
      { query: 'bicycle', limit: 2 },
      { query: 'bicycle', folder_id: upper(id.work) },
      { query: 'bicycle', image_ids: [upper(id.bell), id.clip] },
      { query: 'lane', folder_id: null, image_ids: null },
      { query: 'xy' },
    ]
    for (const body of images) await ask('POST /agents/search/images', body)
    const documents = [
      { query: 'Who pays the rent?' },
      { query: 'rent', limit: 1 },
      { query: 'rent', document_ids: [upper(id.notes)] },
      { query: 'bicycles agreed', document_types: ['pdf'] },
      { query: 'rent', document_types: ['docx'] },
      { query: 'xylophone' },
    ]
    for (const body of documents) await ask('POST /agents/search/documents', body)
    const videos = [
      { query: 'A bicycle, rain, street' },
      { query: 'bicycle clip', video_ids: [upper(id.clip)] },
      { query: 'bicycle', video_ids: [id.bell] },
      { query: 'bicycle', folder_id: id.work },
      { query: 'x' },
      { query: 'xylophone' },
      { query: 'rainy' },
      { query: 'downtown' },
    ]
    for (const body of videos) await ask('POST /agents/search/videos', body)
    note('descriptions taken', (await mock.tenant()).usage.descriptions)
  })
  expect(text).toMatchSnapshot()
})

test('agents write reports and analyse documents', async () => {
  const text = await transcript(async ({ ask, wait, mock, note }) => {
    wait(1_000)
    const image_ids = [id.bell, upper(id.bell), id.poster, id.clip, id.nobody]
    const document_ids = [id.contract, id.notes, id.bell, upper(id.notes)]
    await ask('POST /agents/synthesize', { intent: 'What is there?', image_ids, document_ids })
    await ask('POST /agents/synthesize', { intent: 'Nothing' })
    const { json } = await ask('POST /agents/synthesize', { intent: 'Kept', document_ids: [id.notes], auto_save: true })
    await ask(`GET /user-files/${json.saved_document_id}`)
    await ask(`GET /documents/${json.saved_document_id}/text`)
    await ask(`GET /storage/${json.saved_document_id}`)
    await ask('POST /agents/analyze/documents', { intent: 'Rent and bicycles?', document_ids })
    await ask('POST /agents/analyze/documents', { intent: 'Rent?', document_ids: [id.notes] })
    await ask('POST /agents/analyze/documents', { intent: 'Rent?', document_ids: [id.nobody] })
    const tenant = await mock.tenant()
    note('descriptions taken', tenant.usage.descriptions)
    tenant.limitOverrides = { storageBytes: tenant.usage.storageBytes }
    await ask('POST /agents/synthesize', { intent: 'Kept', auto_save: true })
  })
  expect(text).toMatchSnapshot()
})

test('agents sort files into folders', async () => {
  const text = await transcript(async ({ ask, wait }) => {
    wait(1_000)
    const named = {
      image_ids: [upper(id.bicycle), id.street],
      document_ids: [id.contract],
      video_ids: [id.clip, id.nobody],
    }
    await ask('POST /agents/organize', { intent: 'Sort', ...named, parent_folder_id: upper(id.work) })
    await ask('POST /folders', { name: 'IMAGES' })
    await ask('POST /agents/organize', { intent: 'Sort the rest' })
    await ask('POST /agents/organize', { intent: 'Sort nothing', image_ids: [] })
    await ask('POST /agents/organize', { intent: 'Sort', parent_folder_id: id.nobody })
    await ask('GET /folders')
  })
  expect(text).toMatchSnapshot()
})

test('new folders lie at most ten levels deep', async () => {
  const text = await transcript(async ({ ask, mock }) => {
    let parent: string | null = null
    for (let level = 0; level < 11; level += 1) {
      const body: object = { name: `level ${level}`, parent_id: parent }
      if (level === 10) await ask('POST /agents/organize', { intent: 'Sort', image_ids: [], parent_folder_id: parent })
      parent = (await mock.send('POST', '/folders', { body })).json.id
    }
    await ask('POST /agents/organize', { intent: 'Sort', parent_folder_id: parent })
  })
  expect(text).toMatchSnapshot()
})

test('a pipeline runs its steps in waves', async () => {
  const text = await transcript(async ({ ask, wait, mock, note }) => {
    wait(1_000)
    const run = (steps: readonly object[], more = {}) => ask('POST /agents/pipeline', { steps, ...more })
    await run([
      { agent: 'image_search', intent: 'outdoor bicycle' },
      { agent: 'document_search', intent: 'rent' },
      { agent: 'link_search', intent: 'bicycle' },
      { agent: 'analytics', intent: 'Count' },
      { agent: 'analysis', intent: 'Tell', depends_on: [3, 0] },
      { agent: 'folder', intent: 'Sort' },
    ])
    note('descriptions taken', (await mock.tenant()).usage.descriptions)
    await run(
      [
        { agent: 'chat', intent: 'Say' },
        { agent: 'assistant', intent: 'Help' },
      ],
      {
        image_ids: [id.bell],
        document_ids: [id.notes],
      },
    )
    const others = ['document_analysis', 'link_analysis', 'cross_reference', 'analytics']
    await run(
      others.map((agent) => ({ agent, intent: agent, depends_on: [] })),
      { image_ids: [id.bell, id.bell] },
    )
    await run([
      { agent: 'folder', intent: 'Sort' },
      { agent: 'chat', intent: 'Say' },
      { agent: 'image_search', intent: 'bell' },
    ])
    await run([{ agent: 'folder', intent: 'Sort' }], {
      image_ids: [upper(id.lane), id.nobody],
      document_ids: [id.notes],
    })
    await run([
      { agent: 'link_search', intent: 'bike' },
      { agent: 'folder', intent: 'Sort' },
    ])
    for (const depends_on of [[0], [-1], [1]]) await run([{ agent: 'chat', intent: 'Say', depends_on }])
    await run([
      { agent: 'chat', intent: 'a' },
      { agent: 'chat', intent: 'b', depends_on: [0, 2] },
    ])
  })
  expect(text).toMatchSnapshot()
})

const bodies = {
  'search/images': { query: 'bell' },
  'search/documents': { query: 'rent' },
  'search/videos': { query: 'bicycle' },
  synthesize: { intent: 'Tell' },
  'analyze/documents': { intent: 'Tell', document_ids: [id.notes] },
  organize: { intent: 'Sort' },
  pipeline: {
    steps: [
      { agent: 'chat', intent: 'Say' },
      { agent: 'chat', intent: 'Say' },
    ],
  },
}

const statuses = async ({ mock }: Talk) => {
  const answers: unknown[] = []
  for (const [path, body] of Object.entries(bodies)) {
    const { status, json } = await mock.send('POST', `/agents/${path}`, { body })
    answers.push([path, status, json.error])
  }
  return answers
}

test('no agent begins when the provider is down or slow, or the plan is used up', async () => {
  const text = await transcript(async (talk) => {
    const tenant = await talk.mock.tenant()
    tenant.provider = 'down'
    talk.note('down', await statuses(talk))
    tenant.provider = 'slow'
    talk.note('slow', await statuses(talk))
    tenant.provider = 'up'
    tenant.limitOverrides = { descriptionsPerMonth: 0 }
    talk.note('none left', await statuses(talk))
    talk.note('usage', tenant.usage)
  })
  expect(text).toMatchSnapshot()
})
