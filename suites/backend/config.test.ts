import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadConfig, readConfig } from './config.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aion-config-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const read = (verify: unknown) => readConfig({ verify }, 'the file', { STAGING_KEY: 'aion_secret' })

test('without a file the configuration is empty', async () => {
  expect(await loadConfig(undefined, { folder })).toEqual({})
})

test.each([
  ['aion-contract.config.json', '{"verify":{"allow":["writes"]}}'],
  ['aion-contract.config.yaml', 'verify:\n  allow: [writes]\n'],
  ['aion-contract.config.ts', "const config: object = { verify: { allow: ['writes'] } }\nexport default config\n"],
])('%s is found and read', async (name, text) => {
  writeFileSync(join(folder, name), text)
  expect(await loadConfig(undefined, { folder })).toEqual({ allow: ['writes'] })
})

test('a key may stand in the environment', () => {
  expect(read({ keys: { main: '$STAGING_KEY' } })).toEqual({ keys: { main: 'aion_secret' } })
})

test.each([
  [{ alow: [] }, 'Did you mean allow?'],
  [{ keys: { expird: 'x' } }, 'Did you mean expired?'],
  [{ maxRequests: 0.5 }, 'verify.maxRequests: Must be a whole number'],
  [{ keys: { main: '' } }, 'verify.keys.main: Must not be empty'],
  [{ keys: [] }, 'verify.keys: Must be an object'],
  ['writes', 'verify: Must be an object'],
  [{ keys: { main: '$NOT_SET' } }, 'keys.main asks for $NOT_SET, which is not set'],
  [{ allow: ['burst'] }, 'Did you mean bursts?'],
  [{ maxRequests: '10' }, 'the file: verify.maxRequests: Must be a whole number'],
])('%j is refused', (verify, message) => {
  expect(() => read(verify)).toThrow(message)
})

test('a file that is named must be there', async () => {
  await expect(loadConfig('missing.json', { folder })).rejects.toThrow('could not be read')
})
