import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createWorldFiles, type World } from './world-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aion-contract-worlds-'))
  for (const name of ['worlds', 'bytes']) mkdirSync(join(folder, name))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const always = () => true
const world: World = { tenant: '{"plan":"starter"}', bytes: [] }

function open() {
  const notices: string[] = []
  const setAside = (path: string) => {
    renameSync(path, `${path}.aside`)
    return `${path}.aside`
  }
  const places = { worlds: join(folder, 'worlds'), bytes: join(folder, 'bytes'), setAside }
  return { notices, files: createWorldFiles(places, (text) => notices.push(text)) }
}

test('a world that was written is read, by its name and no other', async () => {
  const { files } = open()
  expect(await files.write('me', JSON.stringify(world), always)).toBe(true)
  expect(await files.read('me')).toEqual(world)
  expect(await files.read('you')).toBeUndefined()
})

test('a world that is no longer wanted is not written', async () => {
  const { files } = open()
  expect(await files.write('me', JSON.stringify(world), () => false)).toBe(false)
  expect(await files.read('me')).toBeUndefined()
})

test('a damaged world is put aside with its bytes, and said', async () => {
  const { files, notices } = open()
  await files.write('me', JSON.stringify(world), always)
  const [name = ''] = readdirSync(join(folder, 'worlds'))
  writeFileSync(join(folder, 'worlds', name), 'damaged')
  mkdirSync(files.bytesOf('me'))
  expect(await files.read('me')).toBeUndefined()
  expect(notices).toEqual([expect.stringMatching(/is damaged: .+ kept as .+\.aside; tenant me begins anew$/)])
  expect(existsSync(`${files.bytesOf('me')}.aside`)).toBe(true)
})

test('what is removed is gone, world and bytes; what is not there may be removed', async () => {
  const { files } = open()
  await files.write('me', JSON.stringify(world), always)
  mkdirSync(files.bytesOf('me'))
  files.remove('me')
  files.remove('me')
  expect(await files.read('me')).toBeUndefined()
  expect(existsSync(files.bytesOf('me'))).toBe(false)
})
