import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWorldFolder } from './folder.ts'
import { processStart } from './process-start.ts'

let root: string
let folder: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'aion-contract-folder-'))
  folder = join(root, 'kept')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const opens = () => openWorldFolder(folder).lock.release()

function leaveLock(holder: unknown, ageMs = 0) {
  openWorldFolder(folder).lock.release()
  const path = join(folder, 'lock')
  writeFileSync(path, typeof holder === 'string' ? holder : JSON.stringify(holder))
  const then = new Date(Date.now() - ageMs)
  utimesSync(path, then, then)
}

const me = { pid: process.pid, host: hostname(), start: processStart(process.pid), token: 'another' }

test('a folder is made, used again, and given back', () => {
  opens()
  opens()
  expect(readdirSync(folder).sort()).toEqual(['aion-contract.json', 'bytes', 'worlds'])
})

test.each([
  ['of a process that has ended', { ...me, pid: 2_000_000_000 }],
  ['of a process before this one that had its number', { ...me, start: '1' }],
  ['that is empty', ''],
  ['that is no lock', '[1]'],
])("a lock %s is nobody's", (_, holder) => {
  leaveLock(holder)
  opens()
})

test('a lock of a process that runs holds, and says whose it is', () => {
  leaveLock(me)
  expect(opens).toThrow(`${folder} is in use by another mock (process ${process.pid})`)
})

test('a lock of another machine holds as long as it is heard of', () => {
  leaveLock({ ...me, host: 'elsewhere' })
  expect(opens).toThrow(/in use by another mock \(process \d+ on elsewhere, heard of 0 s ago\)/)
  rmSync(join(folder, 'lock'))
  leaveLock({ ...me, host: 'elsewhere' }, 60_000)

  opens()
})

test('a folder with other things in it is left alone', () => {
  mkdirSync(folder)
  writeFileSync(join(folder, 'thesis.doc'), '')
  expect(opens).toThrow(`${folder} holds other things (thesis.doc): give --persist a folder of its own`)
  expect(readdirSync(folder)).toEqual(['thesis.doc'])
})

test('a folder of a later version is left alone, a damaged mark is named', () => {
  opens()
  const mark = join(folder, 'aion-contract.json')
  writeFileSync(mark, '{"version":2}')
  expect(opens).toThrow(`${mark} says version 2, this aion-contract reads 1`)
  writeFileSync(mark, '{')
  expect(opens).toThrow(`${mark} is damaged`)
})

test('a path that cannot be a folder is refused with the reason', () => {
  writeFileSync(join(root, 'file'), '')
  folder = join(root, 'file')
  expect(opens).toThrow(/cannot hold the worlds of tenants: it is a file, or a part of its path is \(ENOTDIR\)/)
  folder = join(root, 'file', 'inside')
  expect(opens).toThrow(/or a part of its path is \(ENOTDIR\)/)
})

test('what a crash left unfinished is removed', () => {
  opens()
  writeFileSync(join(folder, 'worlds', 'a.world.1.tmp'), 'half')
  mkdirSync(join(folder, 'bytes', 'a'))
  writeFileSync(join(folder, 'bytes', 'a', '1.tmp'), 'half')
  opens()
  expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.tmp'))).toEqual([])
})
