import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './lock.ts'
import { processStart } from './process-start.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const path = () => join(folder, 'lock')
const holder = () => JSON.parse(readFileSync(path(), 'utf8'))
/** Lets somebody hold the folder who was heard of so long ago. */
function hold(text: object | string, ageMs = 0) {
  writeFileSync(path(), typeof text === 'string' ? text : JSON.stringify(text))
  const at = new Date(Date.now() - ageMs)
  utimesSync(path(), at, at)
}
const other = { pid: process.pid, host: hostname(), start: processStart(process.pid), token: 'theirs' }
/** No process has this number: it is beyond what Linux counts to. */
const nobody = 4_194_305

test('a folder is taken by one, shown to be held, and let go', () => {
  const lock = lockFolder(folder)
  expect(holder()).toEqual({ ...other, token: expect.stringMatching(/^[0-9a-f-]{36}$/) })
  expect([readdirSync(folder), statSync(path()).mode & 0o777]).toEqual([['lock'], 0o600])
  const before = new Date(Date.now() - 60_000)
  utimesSync(path(), before, before)
  lock.refresh()
  expect(statSync(path()).mtimeMs).toBeGreaterThan(before.getTime() + 30_000)
  lock.release()
  expect(existsSync(path())).toBe(false)
})

test.each([
  ['this process', {}, `process ${process.pid}`],
  ['a process whose start is not known', { start: undefined }, undefined],
  [
    'one on another machine, heard of just now',
    { host: 'elsewhere.example' },
    `process ${process.pid} on elsewhere.example, heard of 0 s ago`,
  ],
])('it is refused while it is held by %s', (_, fields, who) => {
  hold({ ...other, ...fields })
  if (who === undefined) return void expect(() => lockFolder(folder)).not.toThrow()
  expect(() => lockFolder(folder)).toThrow(
    `${folder} is in use by another mock (${who}): each keeps its tenants in a folder of its own`,
  )
  expect(holder().token).toBe('theirs')
  expect(readdirSync(folder)).toEqual(['lock'])
})

test('one on another machine is waited for ten seconds', () => {
  const elsewhere = { ...other, host: 'elsewhere.example' }
  hold(elsewhere, 8_000)
  expect(() => lockFolder(folder)).toThrow(/heard of \d+ s ago/)
  hold(elsewhere, 10_001)
  expect(() => lockFolder(folder)).not.toThrow()
})

test.each([
  ['of a process that is gone', JSON.stringify({ ...other, pid: nobody })],
  ['of another process that has this number now', JSON.stringify({ ...other, start: 'long ago' })],
  ['that nobody can read', 'not JSON'],
  ['that names no process', '{"pid":"1"}'],
  ['that is empty', 'null'],
])('a lock %s is taken away', (_, text) => {
  hold(text)
  const lock = lockFolder(folder)
  expect(holder().token).not.toBe('theirs')
  expect(readdirSync(folder)).toEqual(['lock'])
  lock.release()
})

test('a lock that somebody else has taken meanwhile is neither refreshed nor let go', () => {
  const lock = lockFolder(folder)
  hold(other, 60_000)
  const { mtimeMs } = statSync(path())
  lock.refresh()
  lock.release()
  expect([holder().token, statSync(path()).mtimeMs]).toEqual(['theirs', mtimeMs])
})
