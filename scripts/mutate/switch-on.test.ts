import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { switchOption } from './switch-option.ts'

test('a process, and one that it starts, know which mutant is on and note each once', () => {
  const passesFile = join(mkdtempSync(join(tmpdir(), 'switch-on-')), 'passes here')
  const inner = `process.stdout.write([6, 7, 7].map(isMutant).join())`
  const outer = `process.stdout.write(isMutant(5) + ' '); require('child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(inner)}], { stdio: 'inherit' })`
  const env = { NODE_OPTIONS: switchOption(7, passesFile) }
  expect(execFileSync(process.execPath, ['-e', outer], { env, encoding: 'utf8' })).toBe('false false,true,true')
  expect(readFileSync(passesFile, 'utf8')).toBe('5\n6\n7\n')
})
