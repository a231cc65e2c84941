import { expect, test } from 'vitest'
import { writeRecipes } from '../recipes/writes.ts'
import type { Leftover } from '../run.ts'
import { type Sender, SendFailure, type WireAnswer, type WireRequest } from '../send/sender.ts'
import { runProbes } from './run-probes.ts'

interface Told {
  readonly status: number
  readonly body?: unknown
  readonly retryAfter?: string
}

/** A backend with folders that really come and go. What it does otherwise than well is given by method. */
interface Manners {
  readonly create?: (made: { id: string; name: string }) => Told | 'reset'
  /** `true` removes; the number counts the removals that were asked for so far. */
  readonly remove?: (times: number) => Told & { readonly isDone?: boolean }
  readonly look?: () => Told
  readonly list?: (folders: readonly { id: string; name: string }[]) => Told
}

const createdWell = (folder: { id: string; name: string }): Told => ({ status: 201, body: folder })

function createWorld(manners: Manners): Sender & { readonly folders: Map<string, string>; readonly sent: string[] } {
  const folders = new Map<string, string>()
  const sent: string[] = []
  let removals = 0
  function answer({ method, path, body }: WireRequest): Told | 'reset' {
    const id = path.split('/')[2]?.split('?')[0] ?? ''
    if (method === 'POST') {
      const { name }: { name: string } = JSON.parse(Buffer.from(body ?? []).toString())
      if ([...folders.values()].includes(name)) return { status: 409 }
      const folder = { id: `f${folders.size + 1}`, name }
      folders.set(folder.id, name)
      return (manners.create ?? createdWell)(folder)
    }
    if (method === 'DELETE') {
      removals += 1
      const told = manners.remove?.(removals) ?? { status: folders.has(id) ? 200 : 404, isDone: true }
      if (told.isDone) folders.delete(id)
      return told
    }
    if (id !== '') return manners.look?.() ?? { status: folders.has(id) ? 200 : 404 }
    const all = [...folders].map(([folder, name]) => ({ id: folder, name }))
    return (manners.list ?? ((folders) => ({ status: 200, body: { folders } })))(all)
  }
  return {
    folders,
    sent,
    baseUrl: 'http://target/api/v2',
    async send(request): Promise<WireAnswer> {
      sent.push(`${request.method} ${request.path}`)
      const told = answer(request)
      if (told === 'reset') throw new SendFailure('the connection was reset', 'broken')
      const bytes = Buffer.from(JSON.stringify(told.body ?? {}))
      const headers = told.retryAfter === undefined ? [] : ([['Retry-After', told.retryAfter]] as const)
      return { status: told.status, headers, body: bytes, bodyBytes: bytes.length, hasBytesBeyondEnd: false }
    },
    close() {},
  }
}

async function write(manners: Manners) {
  const world = createWorld(manners)
  const slept: number[] = []
  let nowMs = 1_795_000_000_000
  const run = await runProbes({
    sender: world,
    clock: {
      now: () => nowMs,
      monotonic: () => nowMs,
      async sleep(ms) {
        slept.push(ms)
        nowMs += ms
      },
    },
    keys: { main: 'aion_the_main_key_000000' },
    recipes: writeRecipes.filter(({ id }) => id === 'folder-twice'),
    allowed: ['writes'],
    concurrency: 1,
    maxRequests: 100,
    deadlineMs: 60_000,
    signal: new AbortController().signal,
    onExchange() {},
  })
  const leftovers: readonly Leftover[] = run.leftovers ?? []
  return { world, slept, leftovers, run }
}

const gone = async (manners: Manners) => {
  const { world, leftovers, slept } = await write(manners)
  expect([[...world.folders.keys()], leftovers]).toEqual([[], []])
  return { sent: world.sent, slept }
}

test('what was made is removed, looked for by its id, and by its name in the list', async () => {
  const { sent } = await gone({})
  expect(sent.slice(2)).toEqual(['DELETE /folders/f1', 'GET /folders/f1', 'GET /folders'])
})

test.each([
  ['refused for the moment', (times: number) => ({ status: times < 3 ? 500 : 200, isDone: times === 3 })],
  ['in use for the moment', (times: number) => ({ status: times < 4 ? 409 : 204, isDone: times === 4 })],
])('a removal that is %s is repeated', async (_, remove) => {
  await gone({ remove })
})

test('a throttled removal waits as long as it is told', async () => {
  const { slept } = await gone({
    remove: (times) => (times === 1 ? { status: 429, retryAfter: '7' } : { status: 200, isDone: true }),
  })
  expect(slept).toEqual([7_000])
})

test.each([
  ['wrapped', (folder: object) => ({ status: 201, body: { data: { folder } } })],
  ['without its id', () => ({ status: 201, body: { created: true } })],
  ['by 500', () => ({ status: 500 })],
  ['by a cut connection', () => 'reset' as const],
])('what was made and answered %s is found and removed', async (_, create) => {
  await gone({ create })
})

test('what may not be removed is named with its id, its name and the request that removes it', async () => {
  const { leftovers, world } = await write({ remove: () => ({ status: 403 }) })
  expect(leftovers).toEqual([
    {
      what: 'folder',
      id: 'f1',
      name: expect.stringMatching(/^aion-contract-probe-[0-9a-f]{8}$/),
      remove: expect.objectContaining({ method: 'DELETE', url: 'http://target/api/v2/folders/f1' }),
      reason: 'its removal was answered with 403',
    },
  ])
  expect(world.sent.filter((line) => line.startsWith('DELETE'))).toHaveLength(1)
})

test('a removal that is confirmed and not done is seen', async () => {
  const { leftovers } = await write({ remove: () => ({ status: 204 }) })
  expect(leftovers.map(({ id, reason }) => [id, reason])).toEqual([
    ['f1', 'its removal was confirmed, and it is still there'],
  ])
})

test('a target that keeps what it has removed, and says so, is believed', async () => {
  const { leftovers } = await write({
    remove: () => ({ status: 200, isDone: true }),
    look: () => ({ status: 200, body: { id: 'f1', deleted_at: '2026-11-26T00:00:00Z' } }),
  })
  expect(leftovers).toEqual([])
})

test('where nobody can tell whether something was made, that is said', async () => {
  const { leftovers } = await write({ create: () => ({ status: 500 }), list: () => ({ status: 503 }) })
  expect(leftovers).toMatchObject([
    { what: 'folder', id: null, remove: null, reason: expect.stringContaining('was answered with 500, and the list') },
  ])
})

test('a folder of somebody else stays, whatever the list holds', async () => {
  const { world } = await write({
    list: (folders) => ({
      status: 200,
      body: { folders: [...folders, { id: 'other', name: 'aion-contract-probe-ffffffff' }] },
    }),
  })
  expect(world.sent).not.toContain('DELETE /folders/other')
})

test('404 on a removal is an end, not a reason to ask fifteen times', async () => {
  const paths: string[] = []
  await runProbes({
    sender: {
      baseUrl: 'http://target/api/v2',
      async send({ method, path }) {
        paths.push(`${method} ${path}`)
        const body = Buffer.from(JSON.stringify({ image_id: 'd1', id: 'd1' }))
        const status = method === 'POST' ? 200 : 404
        return { status, headers: [], body, bodyBytes: body.length, hasBytesBeyondEnd: false }
      },
      close() {},
    },
    clock: { now: () => 0, monotonic: () => 0, sleep: async () => {} },
    keys: { main: 'aion_the_main_key_000000' },
    recipes: writeRecipes.filter(({ id }) => id === 'document-life'),
    allowed: ['writes'],
    concurrency: 1,
    maxRequests: 100,
    deadlineMs: 60_000,
    signal: new AbortController().signal,
    onExchange() {},
  })
  expect(paths.filter((path) => path === 'DELETE /documents/d1')).toHaveLength(1)
})
