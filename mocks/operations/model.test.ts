import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberedPng } from '../../fixtures/media/png.ts'
import { createTestMock, type TestMock } from '../testing/test-mock.ts'

const size = numberedPng(0).length

/** How many files fit beside those that are there already. */
const room = 4

/** What can be done to files; pictures and slots are numbers, so that what was made earlier can be named. */
type Action =
  | { readonly do: 'upload'; readonly picture: number }
  | { readonly do: 'delete'; readonly picture: number }
  | { readonly do: 'rename'; readonly picture: number; readonly title: string }

const picture = fc.integer({ min: 0, max: 7 })
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('upload' as const), picture }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), picture }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('rename' as const), picture, title: fc.stringMatching(/^[a-z]{1,5}$/) }),
  },
)

/** The plain model: which pictures are stored, under which id and title. */
type Model = Map<number, { readonly id: string; readonly title: string | null }>

function upload(mock: TestMock, picture: number) {
  const body = new FormData()
  body.append('file', new Blob([numberedPng(picture)]), `${picture}.png`)
  return mock.send('POST', '/user-files/upload/stream', { body })
}

/** Sends an action to the mock and plays it through the model, which says how it must end. */
async function play(mock: TestMock, model: Model, { picture, ...action }: Action): Promise<void> {
  const known = model.get(picture)
  if (action.do === 'upload') {
    const { status, json } = await upload(mock, picture)
    expect(status).toBe(known ? 409 : model.size >= room ? 413 : 200)
    if (status === 200) model.set(picture, { id: json.image_id, title: null })
    return
  }
  const path = `/user-files/${known?.id ?? '00000000-0000-4000-8000-000000000000'}`
  const isDelete = action.do === 'delete'
  const { status } = isDelete
    ? await mock.send('DELETE', path)
    : await mock.send('PATCH', path, { body: { title: action.title } })
  expect(status).toBe(known ? 200 : 404)
  if (!known) return
  if (isDelete) model.delete(picture)
  else model.set(picture, { ...known, title: action.title })
}

async function limitedMock() {
  const mock = createTestMock({ files: 0 })
  const tenant = await mock.tenant()
  const base = { files: tenant.files.size, storageBytes: tenant.usage.storageBytes }
  tenant.limitOverrides = { storageBytes: base.storageBytes + room * size + size - 1, concurrentUploads: 1_000 }
  return { mock, tenant, base }
}

test('one after the other, any actions leave what a plain model says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 30 }), async (actions) => {
      const { mock, tenant, base } = await limitedMock()
      const model: Model = new Map()
      for (const next of actions) await play(mock, model, next)
      const { json } = await mock.send('GET', '/user-files?media_types=image&limit=100')
      const found = json.files.map(({ id, title }: { id: string; title: string | null }) => ({ id, title }))
      expect(found.toSorted(byId)).toEqual([...model.values()].sort(byId))
      expect(tenant.usage).toMatchObject({ storageBytes: base.storageBytes + model.size * size, activeUploads: 0 })
      mock.close()
    }),
    { numRuns: 40 },
  )
})

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1)

test('all at once, in any interleaving, no file vanishes, no count is lost and no quota is passed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(action, { minLength: 2, maxLength: 25 }),
      fc.array(fc.nat({ max: 6 }), { minLength: 25, maxLength: 25 }),
      async (actions, delays) => {
        const { mock, tenant, base } = await limitedMock()
        const present = new Map<number, string>()
        for (const n of [0, 1]) present.set(n, (await upload(mock, n)).json.image_id)
        const answers = await Promise.all(
          actions.map(async (next, index) => {
            for (let turn = 0; turn < (delays[index] ?? 0); turn++) await Promise.resolve()
            const path = `/user-files/${present.get(next.picture)}`
            if (next.do === 'upload') return { next, ...(await upload(mock, next.picture)) }
            if (!present.has(next.picture)) return { next, status: 0 }
            if (next.do === 'delete') return { next, ...(await mock.send('DELETE', path)) }
            return { next, ...(await mock.send('PATCH', path, { body: { title: next.title } })) }
          }),
        )
        const done = (what: Action['do'], n: number) =>
          answers.filter(({ next, status }) => status === 200 && next.do === what && next.picture === n).length
        const { json } = await mock.send('GET', '/user-files?media_types=image&limit=100')
        const stored = json.files.map(({ filename }: { filename: string }) => Number.parseInt(filename, 10))
        for (let n = 0; n <= 7; n++) {
          const expected = (present.has(n) ? 1 : 0) + done('upload', n) - done('delete', n)
          expect(stored.filter((name: number) => name === n)).toHaveLength(expected)
          expect(expected).toBeLessThanOrEqual(1)
        }
        expect(stored.length).toBeLessThanOrEqual(room)
        expect(tenant.usage).toEqual({
          storageBytes: base.storageBytes + stored.length * size,
          descriptions: 2 + answers.filter(({ next, status }) => next.do === 'upload' && status === 200).length,
          activeUploads: 0,
          streamBytes: 0,
        })
        expect(tenant.files.size).toBe(base.files + stored.length)
        mock.close()
      },
    ),
    { numRuns: 60 },
  )
})
