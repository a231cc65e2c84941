import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { numberedPng } from '../../fixtures/media/png.ts'
import { type MockServerOptions, startMockServer } from '../server/index.ts'
import { worldOf } from '../testing/world-of.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aion-contract-persist-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const tenant = 'kept_for_long'
const key = `aion_test_${tenant}`

async function start(options: MockServerOptions = {}) {
  const notices: string[] = []
  const mock = await startMockServer({
    persist: folder,
    files: 2,
    onNotice: (text) => notices.push(text),
    ...options,
  })
  async function send(
    method: string,
    path: string,
    { body, as = key }: { body?: object | FormData; as?: string } = {},
  ) {
    const isForm = body instanceof FormData
    const response = await fetch(path.startsWith('http') ? path : mock.url + path, {
      method,
      headers: { Authorization: `Bearer ${as}`, ...(body && !isForm && { 'Content-Type': 'application/json' }) },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      json: isJson ? JSON.parse(new TextDecoder().decode(bytes)) : undefined,
    }
  }
  const patch = (change: object) => send('PATCH', `${mock.control}/tenants/${tenant}`, { body: change })
  return { mock, notices, send, patch, [Symbol.asyncDispose]: mock.close }
}

const allFiles = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())

const worldFile = () => allFiles().find((path) => path.endsWith('.world')) ?? ''

const photo = numberedPng(7)

async function fill({ send, patch }: Awaited<ReturnType<typeof start>>) {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(photo)], { type: 'image/png' }), 'photo.png')
  const upload = await send('POST', '/user-files/upload/stream', { body: form })
  expect(upload.status).toBeLessThan(300)
  await send('POST', '/folders', { body: { name: 'Kept' } })
  const issued = await send('POST', '/api-keys', { body: { name: 'ci' }, as: `session_${tenant}` })
  await patch({
    plan: 'enterprise',
    clock: { advanceMs: 86_400_000, skewSeconds: 60 },
    usage: { descriptions: 77 },
    limits: { filesPerBatch: 3 },
  })
  return { image: upload.json.image_id as string, issuedKey: issued.json.api_key as string }
}

test('a world is there again: records, bytes, keys, plan, usage, limits and clock', async () => {
  const { before, image, issuedKey } = await (async () => {
    await using first = await start()
    const made = await fill(first)
    const listed = (await first.send('GET', '/user-files')).json
    return { ...made, before: listed }
  })()
  await using again = await start()
  const listed = (await again.send('GET', '/user-files', { as: issuedKey })).json
  expect(listed.files.map(({ id }: { id: string }) => id)).toEqual(before.files.map(({ id }: { id: string }) => id))
  expect((await again.send('GET', '/folders')).json.folders.map(({ name }: { name: string }) => name)).toContain('Kept')
  const stored = await again.send('GET', `/storage/${image}`)
  expect([...stored.bytes]).toEqual([...photo])
  expect((await again.send('GET', `${again.mock.control}/tenants/${tenant}`)).json).toMatchObject({
    plan: 'enterprise',
    usage: { descriptions: 77, activeUploads: 0 },
    overridden: ['filesPerBatch'],
  })
  const { clock } = await worldOf(again.mock, tenant)
  expect([clock.offsetMs, clock.skewSeconds]).toEqual([86_400_000, 60])
  expect(again.notices).toEqual([])
})

test('what lies on the disk shows neither the key nor what the tenant issued, and nobody else may read it', async () => {
  const made = await (async () => {
    await using first = await start()
    return await fill(first)
  })()
  const files = allFiles()
  expect(files.length).toBeGreaterThan(2)
  for (const path of files) {
    const text = `${path}\n${readFileSync(path, 'latin1')}`
    for (const secret of [tenant, made.issuedKey, 'correct horse battery', 'Kept']) expect(text).not.toContain(secret)
    expect(statSync(path).mode & 0o077).toBe(0)
  }
})

test('a second server on the same folder is refused, and takes it when the first has ended', async () => {
  await (async () => {
    await using _first = await start()
    await expect(start()).rejects.toThrow(`${folder} is in use by another mock (process ${process.pid})`)
  })()
  await using second = await start()
  expect((await second.send('GET', '/folders')).status).toBe(200)
})

test('a damaged world is told, kept beside, and begun anew', async () => {
  await (async () => {
    await using first = await start()
    await fill(first)
  })()
  const path = worldFile()
  const bytes = readFileSync(path)
  bytes[bytes.length - 5] = 255 - (bytes.at(-5) ?? 0)
  writeFileSync(path, bytes)
  await using again = await start()
  const { folders } = (await again.send('GET', '/folders')).json
  expect(folders.map(({ name }: { name: string }) => name)).not.toContain('Kept')
  expect(again.notices).toHaveLength(1)
  expect(again.notices[0]).toContain(`${path} is damaged: its bytes are not those that were written. It is kept as`)
  const [aside = ''] = allFiles().filter((name) => name.includes('.world.damaged-'))
  expect(readFileSync(aside).equals(bytes)).toBe(true)
  again.mock.reset()
  expect(allFiles()).toContain(aside)
})

test.each([0, 10, 21, 40])('a world that was cut after %s bytes is damaged, too', async (length) => {
  await (async () => {
    await using first = await start()
    await first.send('GET', '/folders')
  })()
  writeFileSync(worldFile(), readFileSync(worldFile()).subarray(0, length))
  await using again = await start()
  expect((await again.send('GET', '/folders')).status).toBe(200)
  expect(again.notices[0]).toMatch(/is damaged: /)
})

test('bytes that are gone are told by their name', async () => {
  const { image } = await (async () => {
    await using first = await start()
    return await fill(first)
  })()
  const [bytes = ''] = allFiles().filter((path) => path.startsWith(join(folder, 'bytes')))
  rmSync(bytes)
  await using again = await start()
  expect((await again.send('GET', `/storage/${image}`)).status).toBe(200)
  expect(again.notices[0]).toContain(bytes)
})

test('a reset forgets what was kept, of one tenant or of all', async () => {
  const names = async (mock: Awaited<ReturnType<typeof start>>, as: string) =>
    (await mock.send('GET', '/folders', { as })).json.folders.map(({ name }: { name: string }) => name)
  const other = 'aion_test_other_than_the_first'
  await (async () => {
    await using first = await start()
    for (const as of [key, other]) await first.send('POST', '/folders', { body: { name: 'Kept' }, as })
  })()
  await (async () => {
    await using second = await start()
    second.mock.reset(tenant)
    expect(await names(second, key)).not.toContain('Kept')
    expect(await names(second, other)).toContain('Kept')
  })()
  await (async () => {
    await using third = await start()
    third.mock.reset()
    expect(allFiles().filter((path) => path.endsWith('.world'))).toEqual([])
  })()
  await using fourth = await start()
  expect(await names(fourth, other)).not.toContain('Kept')
})

test('what cannot be written is told once, kept in memory, and written when it can be', async () => {
  await using first = await start()
  await first.send('GET', '/folders')
  await vi.waitFor(() => expect(worldFile()).not.toBe(''), { timeout: 20_000 })
  const worlds = join(folder, 'worlds')
  renameSync(worlds, `${worlds}.away`)
  writeFileSync(worlds, '')
  await first.send('POST', '/folders', { body: { name: 'Kept' } })
  await vi.waitFor(() => expect(first.notices).toHaveLength(1), { timeout: 20_000 })
  expect(first.notices[0]).toMatch(/could not be kept in .*: it is a file, or a part of its path is \(ENOTDIR\)/)
  rmSync(worlds)
  renameSync(`${worlds}.away`, worlds)
  await first.mock.close()
  await using again = await start()
  expect((await again.send('GET', '/folders')).json.folders.map(({ name }: { name: string }) => name)).toContain('Kept')
})

test('tenants whose key nobody used leave nothing', async () => {
  await (async () => {
    await using first = await start()
    await fetch(`${first.mock.url}/user-files`)
    await first.send('GET', '/t/stranger/api/v2/nowhere')
  })()
  expect(worldFile()).toBe('')
})
