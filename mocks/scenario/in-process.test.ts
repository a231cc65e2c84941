import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFetch } from '../fetch.ts'
import { createHandlers as handlersInPages } from '../msw.ts'
import { createHandlers } from '../msw-node.ts'

const folder = mkdtempSync(join(tmpdir(), 'aion-contract-scenario-'))
const file = join(folder, 'mine.yaml')
beforeAll(() => writeFileSync(file, '\uFEFFfaults:\r\n  - fault: { error: TIMEOUT }\r\n'))
afterAll(() => rmSync(folder, { recursive: true }))

const url = 'https://api.aionvision.tech/api/v2/user-files'
const headers = { Authorization: 'Bearer aion_test_name_of_your_choice' }

test('a fetch without a server plays a scenario by its name, and plays it again after a reset', async () => {
  const mock = createFetch({ scenario: 'upload-overload', files: 1 })
  const asMade = mock.faults.leftovers().length
  expect(asMade).toBeGreaterThan(0)
  mock.faults.next('HTTP_500')
  mock.reset()
  expect(mock.faults.leftovers()).toHaveLength(asMade)
})

test('a tenant of the scenario begins as it says, also after a reset', async () => {
  const mock = createFetch({
    files: 1,
    scenario: { tenants: { name_of_your_choice: { plan: 'starter' } }, faults: [{ fault: { error: 'TIMEOUT' } }] },
  })
  const seen = async () => {
    const limited = await mock(url, { headers })
    const listed = await mock(url, { headers })
    return [limited.status, listed.status, listed.headers.get('x-ratelimit-limit')]
  }
  const first = await seen()
  expect(first).toEqual([503, 200, '30'])
  mock.reset()
  expect(await seen()).toEqual(first)
})

test('handlers in Node take a file, with the line ends and the mark of Windows', () => {
  expect(createHandlers({ scenario: file }).faults.list()).toMatchObject([{ fault: { error: 'TIMEOUT' } }])
  expect(createHandlers({ scenario: 'upload-overload' }).faults.list()).not.toEqual([])
  expect(() => createHandlers({ scenario: 'upload-overlaod' })).toThrow(/Did you mean upload-overload\?/)
})

test('where there are no files, a name that is none says so at once', () => {
  expect(() => handlersInPages({ scenario: file })).toThrow(/files are read in Node only/)
  // @ts-expect-error: no such code
  expect(() => createFetch({ scenario: { faults: [{ fault: { error: 'TIMEOT' } }] } })).toThrow(/Did you mean TIMEOUT/)
})
