import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { type ThreadWaits, threadWaits, watchWaits } from './waits.ts'

const isLinux = process.platform === 'linux'

/** A process whose threads have waited for as long as a test says. */
function watched(againMs = 0) {
  const waited = new Map<string, number>()
  const reads = { count: 0 }
  const read = (): ThreadWaits => {
    reads.count += 1
    return new Map(waited)
  }
  return { waited, reads, waits: watchWaits(read, againMs) }
}

test('what counts is the thread that was kept longest between two acts, since a moment', () => {
  const { waited, waits } = watched()
  waited.set('1', 40).set('2', 70)
  waits.acted()
  waited.set('1', 55).set('2', 80)
  waits.acted()
  expect(waits.worstSince(0)).toBe(70)
  const fromMs = performance.now() + 1
  while (performance.now() <= fromMs);
  expect(waits.worstSince(fromMs)).toBe(0)
  waited.set('1', 60)
  waits.acted()
  expect(waits.worstSince(fromMs)).toBe(5)
})

test('what it is kept after its last act counts, too, and a thread that is new from its beginning', () => {
  const { waited, waits } = watched()
  waits.acted()
  waited.set('3', 25)
  expect(waits.worstSince(0)).toBe(25)
})

test('a process that is gone has been kept as long as was known', () => {
  const { waited, waits } = watched()
  waited.set('1', 30)
  waits.acted()
  waited.clear()
  waits.acted()
  expect(waits.worstSince(0)).toBe(30)
  waited.set('1', 31)
  waits.acted()
  expect(waits.worstSince(0)).toBe(30)
})

test('of acts that follow each other closely only the first is looked at: what was late before it was no longer', () => {
  const { waited, reads, waits } = watched(50)
  waited.set('1', 30)
  waits.acted()
  waited.set('1', 34)
  waits.acted()
  expect(reads.count).toBe(2)
  expect(waits.worstSince(0)).toBe(30)
  const fromMs = performance.now() + 51
  while (performance.now() <= fromMs);
  waits.acted()
  expect(reads.count).toBe(4)
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
