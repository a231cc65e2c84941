import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { isRunning, processStart } from './process-start.ts'

test('this process runs, and began at one moment', () => {
  expect(isRunning(process.pid)).toBe(true)
  expect(processStart(process.pid)).toMatch(/^\d+$/)
  expect(processStart(process.pid)).toBe(processStart(process.pid))
})

test('one that is over does not run', () => {
  expect(isRunning(spawnSync(process.execPath, ['--version']).pid)).toBe(false)
})

// The shell becomes a program that never asks after its child.
test.runIf(process.platform === 'linux')('one that was killed and not buried does not run', async () => {
  const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [printed] = await once(parent.stdout, 'data')
  const child = Number(String(printed))
  expect(isRunning(child)).toBe(true)
  const program = () => readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim()
  await vi.waitFor(() => expect(program()).toBe('sleep'), { timeout: 60_000 })
  process.kill(child, 'SIGKILL')
  await vi.waitFor(() => expect(isRunning(child)).toBe(false), { timeout: 60_000 })
  expect(() => process.kill(child, 0)).not.toThrow()
  parent.kill('SIGKILL')
})
