import { expect, test } from 'vitest'
import type { ChatMessage } from '../../tenant/record-types.ts'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { type Talk, transcript } from '../../testing/transcript.ts'

const talk = `/chat/sessions/${id.talk}`
const unknown = `/chat/sessions/${id.nobody}`

/** The contract names JSON alone for an export. */
const anyMediaType = { onSuccess: () => {} }

/** Messages of so many tokens altogether. */
const messages = (count: number, tokens: number): ChatMessage[] =>
  Array.from({ length: count }, (_, index) => ({
    id: id.nobody,
    role: 'user',
    content: 'x'.repeat(101),
    tokens: index === 0 ? tokens : 0,
    createdMs: 0,
    imageIds: [],
    plan: null,
  }))

const fill = async ({ mock }: Talk, count: number, tokens: number) =>
  (await mock.tenant()).chats.update(id.talk, (draft) => {
    draft.messages = messages(count, tokens)
  })

test('chats are made, found, read and closed', async () => {
  const text = await transcript(async ({ ask, wait }) => {
    await ask('POST /chat/sessions', {})
    wait(1_000)
    const chosen = { title: 'Two', initial_image_ids: [id.chair, id.poster], use_all_images: false }
    const { json: two } = await ask('POST /chat/sessions', chosen)
    await ask('GET /chat/sessions')
    await ask('GET /chat/sessions?limit=2')
    await ask('GET /chat/sessions?limit=2&offset=1')
    for (const query of ['search=TWO', 'search=which', 'min_messages=2', 'min_messages=3', 'is_active=false'])
      await ask(`GET /chat/sessions?${query}`)
    await ask(`GET /chat/sessions/${two.session_id}`)
    await ask(`GET ${talk.toUpperCase().replace('/CHAT/SESSIONS', '/chat/sessions')}`)
    await ask(`GET ${talk}?message_limit=1`)
    await ask(`GET ${talk}?include_messages=false`)
    await ask(`GET ${unknown}`)
    await ask(`DELETE ${talk}`)
    wait(1_000)
    await ask(`DELETE ${talk}`)
    await ask(`DELETE ${unknown}`)
    await ask('GET /chat/sessions?is_active=false')
    await ask('GET /chat/sessions?is_active=true&limit=1')
    await ask(`POST ${talk}/messages`, { message: 'And now?' })
    await ask(`POST ${talk}/messages/stream`, { message: 'And now?' })
    await ask(`POST ${unknown}/messages`, { message: 'And now?' })
    await ask(`POST ${unknown}/messages/stream`, { message: 'And now?' })
  })
  expect(text).toMatchSnapshot()
})

test('a message is answered out of the images and documents of the chat', async () => {
  const text = await transcript(async ({ ask, mock, note, wait }) => {
    wait(1_000)
    const say = (message: string) => ask(`POST ${talk}/messages`, { message })
    await say('bicycle, outdoor: chair or poster?')
    for (const message of ['Xylophone', 'BellThe bicycleoutdoor']) await say(message)
    await ask(`PUT ${talk}/images`, { image_ids: [id.chair, id.bicycle] })
    await ask(`PATCH ${talk}/mode`, { use_all_images: false })
    await ask(`PUT ${talk}/documents`, { document_ids: [id.notes] })
    await say('Who pays the rent?')
    await ask(`PUT ${talk}/documents`, { document_ids: [id.contract, id.notes] })
    await say('Who pays the rent, and where do a bicycle and bicycles stay?')
    await ask(`DELETE /user-files/${id.bicycle}`)
    await ask(`GET ${talk}`)
    note('descriptions taken', (await mock.tenant()).usage.descriptions)
  })
  expect(text).toMatchSnapshot()
})

test('a chat that is full takes no message, nor does one whose provider or plan says no', async () => {
  const text = await transcript(async (all) => {
    const { ask, mock } = all
    const say = () => ask(`POST ${talk}/messages`, { message: 'Bell' })
    const tenant = await mock.tenant()
    await fill(all, 198, 99_999)
    await say()
    await say()
    await fill(all, 199, 0)
    await say()
    await fill(all, 3, 100_000)
    await say()
    await fill(all, 202, 100_001)
    await say()
    await ask(`GET ${talk}?include_messages=false`)
    await fill(all, 1, 1)
    tenant.provider = 'down'
    await say()
    tenant.provider = 'slow'
    await say()
    tenant.provider = 'up'
    tenant.limitOverrides = { descriptionsPerMonth: tenant.usage.descriptions }
    await say()
    await ask('POST /chat/images/search', { query: 'bell' })
    tenant.provider = 'down'
    await ask('POST /chat/images/search', { query: 'bell' })
    await ask(`GET ${talk}`)
  })
  expect(text).toMatchSnapshot()
})

test('a message stream tells each step, and can be taken up again', async () => {
  const text = await transcript(async ({ ask, mock, note }) => {
    const say = (message: string, headers = {}, query = '') =>
      ask(`POST ${talk}/messages/stream${query}`, { message }, { headers })
    await say('The bell', {}, '?debug_reasoning=true')
    for (const last of ['0', '8', '10', '11', '1x', '1234567890']) await say('The bell', { 'last-event-id': last })
    await say('The bells', { 'last-event-id': '1' })
    await ask(`POST ${unknown}/messages/stream`, { message: 'The bell' }, { headers: { 'last-event-id': '1' } })
    const tenant = await mock.tenant()
    tenant.stream = { tokensPerSecond: 1 }
    await say('Group the bell')
    note('milliseconds passed', mock.time.monotonic())
    tenant.stream = { tokensPerSecond: 0 }
    for (const provider of ['down', 'slow'] as const) {
      tenant.provider = provider
      await say('The bell')
    }
    tenant.provider = 'up'
    await say('Xylophone')
    tenant.failureShare = 1
    await say('The bell')
    await say('The bell', { 'last-event-id': '1' })
    note('descriptions taken', tenant.usage.descriptions)
    tenant.failureShare = 0
    const cut = { 'mock-fault': 'TIMEOUT;when=committed' }
    await say('The bell', cut)
    await say('The bell', { ...cut, 'last-event-id': '8' })
    tenant.limitOverrides = { descriptionsPerMonth: tenant.usage.descriptions }
    await say('The bell')
    await say('The bell', cut)
    await ask(`GET ${talk}`)
  })
  expect(text).toMatchSnapshot()
})

test('a plan is carried out or dropped, once', async () => {
  const text = await transcript(async ({ ask, mock, note }) => {
    const propose = async () => {
      await ask(`POST ${talk}/messages`, { message: 'Please organise what is outdoor' })
      const { messages: all } = (await mock.send('GET', talk)).json
      return `${talk}/plans/${all.at(-1).metadata.plan_id}/action`
    }
    const first = await propose()
    const second = await propose()
    const tenant = await mock.tenant()
    tenant.provider = 'down'
    await ask(`POST ${first}`, { action: 'approve' })
    await ask(`POST ${second}`, { action: 'cancel' })
    tenant.provider = 'up'
    const { descriptions } = tenant.usage
    await ask(`POST ${first}`, { action: 'approve' })
    note('descriptions taken', tenant.usage.descriptions - descriptions)
    for (const path of [first, second]) await ask(`POST ${path}`, { action: 'approve' })
    await ask(`POST ${talk}/plans/${id.nobody}/action`, { action: 'cancel' })
    await ask(`POST ${unknown}/plans/${id.nobody}/action`, { action: 'cancel' })
    for (const message of ['Sort nothing', 'Sorted bell']) await ask(`POST ${talk}/messages`, { message })
    for (const message of ['organize bell', 'SORT bell', 'tidy bell']) await ask(`POST ${talk}/messages`, { message })
    await ask(`GET ${talk}`)
    await ask('GET /folders')
  })
  expect(text).toMatchSnapshot()
})

test('what a chat speaks of can be chosen', async () => {
  const text = await transcript(async ({ ask, wait }) => {
    for (const image_ids of [[], [id.bell], [id.bell.toUpperCase(), id.lane], [id.bell, id.clip], [id.nobody]])
      await ask(`PUT ${talk}/images`, { image_ids })
    wait(1_000)
    await ask(`PUT ${talk}/videos`, { video_ids: [id.clip] })
    for (const video_ids of [[id.bell], null]) await ask(`PUT ${talk}/videos`, { video_ids })
    await ask(`PUT ${talk}/videos`, { video_ids: [id.clip] })
    await ask(`PUT ${talk}/images`, { image_ids: [id.bell] })
    wait(1_000)
    for (const document_ids of [[id.notes, id.contract], [id.clip], null])
      await ask(`PUT ${talk}/documents`, { document_ids })
    wait(1_000)
    await ask(`PATCH ${talk}/mode`, { use_all_images: false })
    wait(1_000)
    await ask(`PATCH ${talk}/title`, { title: 'Bells' })
    await ask(`GET ${talk}?include_messages=false`)
    await ask(`PUT ${unknown}/images`, { image_ids: [] })
    await ask(`PUT ${unknown}/videos`, { video_ids: [] })
    await ask(`PUT ${unknown}/documents`, { document_ids: [] })
    await ask(`PATCH ${unknown}/mode`, { use_all_images: false })
    await ask(`PATCH ${unknown}/title`, { title: 'Bells' })
  })
  expect(text).toMatchSnapshot()
})

test.each([
  ['image', 'bell', 1_000, 'images'],
  ['document', 'notes', 100, 'documents'],
  ['video', 'clip', 100, 'videos'],
] as const)('at most so many can be chosen: %s', async (kind, name, most, path) => {
  const text = await transcript(async ({ mock, note }) => {
    for (const count of [most, most + 1]) {
      const body = { [`${kind}_ids`]: Array.from({ length: count }, () => id[name]) }
      const { status, json } = await mock.send('PUT', `${talk}/${path}`, { body })
      note(`${count}`, [status, json.error ?? 'taken'])
    }
  })
  expect(text).toMatchSnapshot()
})

test('a chat is exported in three formats, and its images are searched and listed', async () => {
  const text = await transcript(async ({ ask, mock, note }) => {
    for (const format of ['json', 'markdown', 'text'])
      for (const metadata of ['true', 'false'])
        await ask(`GET ${talk}/export?format=${format}&include_metadata=${metadata}`)
    await ask(`GET ${talk}/export`)
    await ask(`GET ${unknown}/export`)
    await ask('POST /chat/images/search', { query: 'The bicycle: outdoor?' })
    for (const query of ['lane', 'BellBell']) await ask('POST /chat/images/search', { query })
    await ask('POST /chat/images/search', { query: 'bicycle poster.gif', limit: 2, offset: 1 })
    note('descriptions taken', (await mock.tenant()).usage.descriptions)
    for (const query of ['', '?limit=2', '?limit=3&offset=3', '?limit=2&offset=3'])
      await ask(`GET /chat/images/all${query}`)
  }, anyMediaType)
  expect(text).toMatchSnapshot()
})
