import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { commandLine } from './testing/command-line.ts'

test.each([
  [['openapi'], 0],
  [['errors', '--format', 'json'], 0],
  [['opnapi'], 2],
])('%j ends quietly when nobody reads it', async (words, code) => {
  const child = spawn(process.execPath, [commandLine, ...words])
  const told = code === 0 ? text(child.stderr) : ''
  child.stdout.destroy()
  if (code !== 0) child.stderr.destroy()
  const [exit] = await once(child, 'exit')
  expect([exit, await told]).toEqual([code, ''])
})

test('a mock whose reader has gone ends as for a signal', async () => {
  const child = spawn(process.execPath, [commandLine, 'mock', '--port', '0'])
  const told = text(child.stderr)
  const lines = createInterface({ input: child.stdout })
  const [line] = await once(lines, 'line')
  const url = /https?:\S+/.exec(line)?.[0]
  const ended = once(child, 'exit')
  child.stdout.destroy()
  await fetch(`${url}/user-files`).catch(() => undefined)
  const [code] = await ended
  expect([code, await told]).toEqual([0, ''])
})

test.runIf(process.platform === 'linux')('a disk that is full is told', async () => {
  const full = openSync('/dev/full', 'w')
  const child = spawn(process.execPath, [commandLine, 'openapi'], { stdio: ['ignore', full, 'pipe'] })
  closeSync(full)
  const [[code], told] = await Promise.all([once(child, 'exit'), text(child.stderr as NodeJS.ReadableStream)]) // it is a pipe
  expect([code, told]).toEqual([2, expect.stringMatching(/^error: the output cannot be written: .*ENOSPC/)])
})
