import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { commandLine } from './testing/command-line.ts'

const folder = mkdtempSync(join(tmpdir(), 'aion-contract-kill-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const flags = ['mock', '--port', '0', '--persist', folder, '--rate-limit', 'off', '--files', '1']
const headers = { Authorization: 'Bearer aion_test_professional_crash', 'Content-Type': 'application/json' }

async function startMock() {
  const child = spawn(process.execPath, [commandLine, ...flags])
  const stderr = text(child.stderr)
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\S+/.exec(line)?.[0]
    if (url) return { child, url, stderr }
  }
  throw new Error(await stderr)
}

async function writeFolder(url: string, name: string): Promise<boolean> {
  const answer = await fetch(`${url}/folders`, { method: 'POST', headers, body: JSON.stringify({ name }) }).catch(
    () => null,
  )
  return answer?.status === 201
}

/** When the world on the disk was last written. */
function writtenMs(): number {
  const name = readdirSync(join(folder, 'worlds')).find((file) => file.endsWith('.world'))
  return name === undefined ? 0 : statSync(join(folder, 'worlds', name)).mtimeMs
}

test('a mock that is killed while it writes comes back whole, with all but the newest', {
  timeout: 120_000,
}, async () => {
  const first = await startMock()
  const acknowledged: string[] = []
  let isWriting = true
  const writing = (async () => {
    while (isWriting) {
      const name = `folder ${acknowledged.length}`
      if (!(await writeFolder(first.url, name))) return
      acknowledged.push(name)
    }
  })()

  // What was acknowledged before a round began is on the disk when that round is.
  const changes = async (before = writtenMs()) => expect.poll(writtenMs, { timeout: 30_000 }).not.toBe(before)
  await changes()
  const certain = acknowledged.length
  await changes()
  await changes()

  const second = spawn(process.execPath, [commandLine, ...flags])
  expect(await text(second.stderr)).toContain(`${folder} is in use by another mock (process ${first.child.pid})`)
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  isWriting = false
  await writing

  const again = await startMock()
  const { folders } = await (await fetch(`${again.url}/folders`, { headers })).json()
  const kept = folders.map(({ name }: { name: string }) => name).filter((name: string) => name.startsWith('folder '))
  const ordered = [...kept].sort((a, b) => Number(a.slice(7)) - Number(b.slice(7)))
  expect(kept.length).toBeGreaterThanOrEqual(certain)
  // One may have been written whose answer was never sent.
  expect([...acknowledged, `folder ${acknowledged.length}`].slice(0, kept.length)).toEqual(ordered)
  again.child.kill('SIGTERM')
  const [code] = await once(again.child, 'exit')
  expect([code, (await again.stderr).includes('damaged')]).toEqual([0, false])
  expect(readdirSync(folder).sort()).toEqual(['aion-contract.json', 'bytes', 'worlds'])
})
