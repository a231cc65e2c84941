import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createTempStore } from './temp-store.ts'

it('sweeps what killed processes of this machine left, and nothing of the living or of others', async () => {
  const { pid: dead } = spawnSync(process.execPath, ['-e', ''])
  const of = (machine: string, pid: number) => join(tmpdir(), `aion-contract-${machine}-${pid}-left`)
  const swept = of(hostname(), dead)
  const kept = [of(hostname(), process.ppid), of('elsewhere', dead)]
  for (const directory of [swept, ...kept]) mkdirSync(directory)
  const store = createTempStore()
  const writer = store.create()
  await writer.write(new TextEncoder().encode('a file'))
  await writer.end()
  expect(existsSync(swept)).toBe(false)
  expect(kept.map(existsSync)).toEqual([true, true])
  store.close()
  for (const directory of kept) rmSync(directory, { recursive: true })
})
