import { setupServer } from 'msw/node'
import { expect, test } from 'vitest'
import { createFetch } from '../fetch.ts'
import { createHandlers } from '../msw.ts'
import { startMockServer } from '../server/index.ts'
import { refuseOldMsw } from './msw-version.ts'

const api = 'https://api.aionvision.tech/api/v2'
const headers = { Authorization: 'Bearer aion_test_name_of_your_choice' }

// What plain JavaScript can hand in, and types would have refused.
const given = (options: object) => options as Parameters<typeof createHandlers>[0]

test.each([
  ['a misspelt option', { baseURL: api }, 'createHandlers has no option "baseURL". Did you mean baseUrl?'],
  ['a base URL without a scheme', { baseUrl: 'api.example/api/v2' }, 'baseUrl must be an absolute URL'],
  ['a base URL without a path', { baseUrl: 'https://api.example' }, 'baseUrl must have a path'],
  ['a tenant that cannot be one', { tenant: 'a b' }, 'tenant must be 1 to 64 letters'],
  ['a plan that does not exist', { plan: 'gold' }, 'plan must be one of starter, professional, enterprise; got "gold"'],
])('%s is refused', (_, options, message) => {
  expect(() => createHandlers(given(options))).toThrow(message)
})

test('a fetch names itself in its refusals', () => {
  expect(() => createFetch(given({ sed: 1 }))).toThrow('createFetch has no option "sed". Did you mean seed?')
})

test('a server refuses an option that it does not have', async () => {
  const options = { prot: 4010 } as object
  await expect(startMockServer(options)).rejects.toThrow('startMockServer has no option "prot". Did you mean port?')
})

test('an unknown operation or code is refused with the near one', () => {
  const { faults } = createFetch()
  const on = faults.on as (operation: string, code: string) => void // what plain JavaScript can call
  expect(() => on('listFile', 'HTTP_500')).toThrow(/listFiles/)
  expect(() => on('listFiles', 'RATE_LIMIT_EROR')).toThrow(/RATE_LIMIT_ERROR/)
})

test('a second server on a port says what to do', async () => {
  await using first = await startMockServer()
  await expect(startMockServer({ port: first.port })).rejects.toThrow(
    `port ${first.port} on 127.0.0.1 is in use; choose another (--port N), or port 0 for a free one`,
  )
})

test('an msw of version 1 is refused with what to install', () => {
  expect(() => refuseOldMsw({ rest: {} })).toThrow('npm install -D msw@3')
})

test('handlers that are used twice share one world', async () => {
  const mock = createHandlers()
  const one = setupServer(...mock, ...mock)
  one.listen()
  mock.faults.next('HTTP_500')
  expect((await fetch(`${api}/user-files`, { headers })).status).toBe(500)
  expect((await fetch(`${api}/user-files`, { headers })).status).toBe(200)
  one.close()
  const other = setupServer(...mock)
  other.listen()
  expect((await fetch(`${api}/user-files`, { headers })).status).toBe(200)
  expect(mock.journal.attempts().map(({ status }) => status)).toEqual([500, 200, 200])
  other.close()
})
