import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openWorldFolder, whyUnwritable } from './folder.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folder-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (path = folder) => {
  const opened = openWorldFolder(path)
  opened.lock.release()
  return opened
}

test('a folder is made with those above it, for this user alone', () => {
  const path = join(folder, 'a', 'b')
  const { worlds, bytes } = open(path)
  expect([worlds, bytes]).toEqual([join(path, 'worlds'), join(path, 'bytes')])
  expect(readdirSync(path).sort()).toEqual(['aion-contract.json', 'bytes', 'worlds'])
  expect([path, worlds, bytes].map((one) => statSync(one).mode & 0o777)).toEqual([0o700, 0o700, 0o700])
  expect(readFileSync(join(path, 'aion-contract.json'), 'utf8')).toBe(
    '{"version":1,"about":"Worlds of tenants, kept by aion-contract mock --persist"}\n',
  )
  expect(() => open(path)).not.toThrow()
})

describe('a folder is refused', () => {
  test('that holds other things, but not for what is nothing', () => {
    for (const name of ['.git', 'lost+found', 'lock.old', 'worlds']) mkdirSync(join(folder, name))
    expect(() => open()).not.toThrow()
    rmSync(join(folder, 'aion-contract.json'))
    for (const name of ['a', 'b', 'c', 'd']) writeFileSync(join(folder, name), '')
    expect(() => open()).toThrow(`${folder} holds other things (a, b, bytes): give --persist a folder of its own`)
    expect(readdirSync(folder)).not.toContain('lock')
  })

  test('whose mark is damaged, or of another version', () => {
    const mark = join(folder, 'aion-contract.json')
    writeFileSync(mark, '{')
    expect(() => open()).toThrow(
      `${mark} is damaged. It says {"version":1} and no more: write that, or remove the folder`,
    )
    writeFileSync(mark, '{"version":2}')
    expect(() => open()).toThrow(
      `${mark} says version 2, this aion-contract reads 1: use the one that wrote it, or another folder`,
    )
    writeFileSync(mark, 'null')
    expect(() => open()).toThrow(`${mark} says version undefined`)
  })

  test('that is a file', () => {
    const path = join(folder, 'file')
    writeFileSync(path, '')
    expect(() => open(path)).toThrow(
      `${path} cannot hold the worlds of tenants: it is a file, or a part of its path is (ENOTDIR)`,
    )
  })
})

test.each([
  ['EACCES', 'this user may not write there (EACCES)'],
  ['EPERM', 'this user may not write there (EPERM)'],
  ['EROFS', 'the file system is read-only (EROFS)'],
  ['ENOSPC', 'the disk is full (ENOSPC)'],
  ['EDQUOT', 'the disk quota is used up (EDQUOT)'],
  ['ENOTDIR', 'it is a file, or a part of its path is (ENOTDIR)'],
  ['ENOENT', 'the file system takes no folder there (ENOENT)'],
  ['EIO', 'EIO'],
])('%s is said in words', (code, words) => {
  expect(whyUnwritable(Object.assign(new Error('x'), { code }))).toBe(words)
})

test('what is no error of the file system is said as it is', () => {
  expect([whyUnwritable(new Error('odd')), whyUnwritable('odder')]).toEqual(['Error: odd', 'odder'])
})

test('what is set aside stays when the rest is cleared', () => {
  const { worlds, bytes, setAside, clear } = open()
  writeFileSync(join(worlds, 'a.world'), 'a')
  writeFileSync(join(worlds, 'b.world'), 'b')
  mkdirSync(join(bytes, 'a'))
  const aside = setAside(join(worlds, 'a.world'))
  expect(aside).toMatch(/a\.world\.damaged-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/)
  clear()
  expect([readdirSync(worlds).map((name) => join(worlds, name)), readdirSync(bytes)]).toEqual([[aside], []])
})
