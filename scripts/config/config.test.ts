import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { configNames, loadConfig } from './load-config.ts'
import { mockConfig } from './mock-config.ts'
import { readConfig } from './read-config.ts'
import { verifyConfig } from './verify-config.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aion-config-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const environment = { STAGING_KEY: 'aion_secret' }
const parts = (config: object) => ({ path: join(folder, 'c.json'), folder, config: readConfig(config, 'the file') })
const readVerify = (verify: unknown) => verifyConfig(parts({ verify }), environment)
const readMock = (mock: unknown) => mockConfig(parts({ mock }), environment)

test('without a file the configuration is empty', async () => {
  expect((await loadConfig(undefined, folder)).config).toEqual({})
})

const module = "export default { mock: { port: 0 }, verify: { allow: ['writes'] } }\n"
const texts: Readonly<Record<string, string>> = {
  json: '\uFEFF{"mock":{"port":0},\r\n"verify":{"allow":["writes"]}}',
  yaml: 'mock: { port: 0 }\nverify:\n  allow: [writes]\n',
  yml: 'mock: { port: 0 }\nverify: { allow: [writes] }\n',
  mjs: module,
  ts: `const unused: string = ''\n${module}`,
}

test.each(configNames)('%s is found and read', async (name) => {
  writeFileSync(join(folder, name), texts[name.replace(/.*\./, '')] ?? '')
  const { path, config } = await loadConfig(undefined, folder)
  expect(path).toBe(join(folder, name))
  expect(config).toEqual({ mock: { port: 0 }, verify: { allow: ['writes'] } })
})

test('two of them are one too many', async () => {
  for (const name of configNames.slice(0, 2)) writeFileSync(join(folder, name), '{}')
  await expect(loadConfig(undefined, folder)).rejects.toThrow(/are both there: keep one/)
})

test('secrets may stand in the environment', () => {
  expect(readVerify({ keys: { main: '$STAGING_KEY' } })).toEqual({ keys: { main: 'aion_secret' } })
  expect(readMock({ controlToken: '$STAGING_KEY' })).toEqual({ controlToken: 'aion_secret' })
  expect(() => readMock({ controlToken: '$NOT_SET' })).toThrow('mock.controlToken asks for $NOT_SET, which is not set')
})

test('files are seen from the folder of the configuration, scenarios that come with the package are none', () => {
  expect(readMock({ data: 'mine.yaml', persist: '/kept', scenario: 'mine/day.yaml' })).toEqual({
    data: join(folder, 'mine.yaml'),
    persist: '/kept',
    scenario: join(folder, 'mine/day.yaml'),
  })
  expect(readMock({ scenario: 'worst-day' })).toEqual({ scenario: 'worst-day' })
})

test('a latency is read in each of its forms', () => {
  expect(readMock({ latency: '100..300' })).toEqual({ latency: { uniform: [100, 300] } })
  expect(readMock({ latency: { uniform: [100, 300] } })).toEqual({ latency: { uniform: [100, 300] } })
  expect(() => readMock({ latency: 'slow' })).toThrow(/c\.json: mock\.latency: latency "slow" cannot be read/)
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
])('verify: %j is refused', (verify, message) => {
  expect(() => readVerify(verify)).toThrow(message)
})

test.each([
  [{ prot: 1 }, 'mock.prot: Is not a known field of mock. Did you mean port?'],
  [{ port: 70_000 }, 'mock.port: Must be a port'],
  [{ plan: 'starte' }, 'Did you mean starter?'],
  [{ watch: 'yes' }, 'mock.watch: Must be'],
])('mock: %j is refused', (mock, message) => {
  expect(() => readMock(mock)).toThrow(message)
})

test('a wrong field is shown with its line', async () => {
  writeFileSync(join(folder, 'mine.yaml'), 'mock:\n  port: 0\n  latncy: 5\n')
  await expect(loadConfig('mine.yaml', folder)).rejects.toThrow(
    `${join(folder, 'mine.yaml')}:3:3: mock.latncy: Is not a known field of mock. Did you mean latency?`,
  )
})

test('a file that is named must be there', async () => {
  await expect(loadConfig('missing.json', folder)).rejects.toThrow(/missing\.json: there is no such file/)
})
