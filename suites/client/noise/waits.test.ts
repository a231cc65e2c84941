import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { type ThreadWaits, threadWaits, watchWaits } from './waits.ts'

const isLinux = process.platform === 'linux'

/** A process whose threads have waited for as long as a test says, at a time that it says. */
function watched() {
  const waited = new Map<string, number>()
  const seen = { reads: 0, nowMs: 1_000 }
  const read = (): ThreadWaits => {
    seen.reads += 1
    return new Map(waited)
  }
  const waits = watchWaits(read, () => seen.nowMs)
  const actAt = (atMs: number) => {
    seen.nowMs = atMs
    waits.acted()
  }
  return { waited, seen, waits, actAt }
}

test('what counts of two acts is the thread that was kept longest between them, since a moment', () => {
  const { waited, waits, actAt } = watched()
  waited.set('1', 40).set('2', 70)
  actAt(1_100)
  expect(waits.worstSince(0)).toBe(70)
  actAt(1_200)
  expect(waits.worstSince(1_101)).toBe(0)
  waited.set('1', 60)
  actAt(1_300)
  expect([waits.worstSince(1_100), waits.worstSince(0)]).toEqual([70, 70])
  expect([waits.worstSince(1_101), waits.worstSince(1_300), waits.worstSince(1_301)]).toEqual([20, 20, 0])
})

test('who is kept again before it was on time for a while was kept without a break, whichever thread it was', () => {
  const { waited, seen, waits, actAt } = watched()
  waited.set('1', 40)
  actAt(1_040)
  waited.set('1', 40.9)
  actAt(1_050)
  waited.set('2', 15)
  actAt(1_155) // from 1,140 on, 100 ms after the first
  expect(waits.worstSince(0)).toBe(55)
  waited.set('2', 45)
  actAt(1_286) // from 1,256 on, 101 ms after that
  expect(waits.worstSince(0)).toBe(55)
  waited.set('2', 75)
  seen.nowMs = 1_330
  expect(waits.worstSince(0)).toBe(60)
  expect(waits.worstSince(1_287)).toBe(30)
})

test('what it is kept after its last act counts, too, and a thread that is new from its beginning', () => {
  const { waited, waits, actAt } = watched()
  actAt(1_000)
  waited.set('3', 25)
  expect(waits.worstSince(0)).toBe(25)
})

test('a process that is gone has been kept as long as was known', () => {
  const { waited, waits, actAt } = watched()
  waited.set('1', 30)
  actAt(1_030)
  waited.clear()
  actAt(2_000)
  expect(waits.worstSince(0)).toBe(30)
  waited.set('1', 31)
  actAt(3_000)
  expect(waits.worstSince(0)).toBe(30)
})

test('of acts that follow each other closely only the first is looked at: what was late before it was no longer', () => {
  const { waited, seen, waits, actAt } = watched()
  waited.set('1', 30)
  actAt(1_000)
  actAt(1_004)
  expect(seen.reads).toBe(2)
  actAt(1_005)
  expect(seen.reads).toBe(3)
  expect(waits.worstSince(0)).toBe(30)
})

test('the system tells of this process where it is Linux, and of none that there is not', () => {
  const own = threadWaits(process.pid)
  expect(own.has(String(process.pid))).toBe(isLinux)
  for (const waited of own.values()) expect(waited).toBeGreaterThanOrEqual(0)
  expect(threadWaits(2 ** 30)).toEqual(new Map())
})

test('where it is Linux, a process counts whichever thread has started it', async () => {
  const start = `const { spawn } = require('node:child_process')
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' })
    require('node:worker_threads').parentPort.postMessage(child.pid)`
  const own = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' })
  const worker = new Worker(start, { eval: true })
  const [pid] = await once(worker, 'message')
  const seen = threadWaits(process.pid)
  expect([seen.has(String(own.pid)), seen.has(String(pid))]).toEqual([isLinux, isLinux])
  process.kill(pid)
  own.kill()
  await worker.terminate()
})
