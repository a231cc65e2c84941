import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type MockServer, startMockServer } from '../server/index.ts'
import { ask } from './ask.ts'

/** The header of a JSON body. */
export const json = { 'Content-Type': 'application/json' }

/** A server for the tests of one file, forgotten before each, with what speaks to its control API and to the API itself. */
export function serveForTests() {
  let mock: MockServer
  beforeAll(async () => {
    mock = await startMockServer({ files: 3 })
  })
  afterAll(() => mock.close())
  beforeEach(() => mock.core.reset())
  return {
    server: () => mock,
    async control(method: string, path: string, body?: unknown) {
      const answer = await ask(mock.control + path, {
        method,
        ...(body !== undefined && { headers: json, body: JSON.stringify(body) }),
      })
      return { ...answer, json: answer.text === '' ? undefined : JSON.parse(answer.text) }
    },
    api: (path: string, key = 'aion_test_name_of_your_choice') =>
      ask(mock.url + path, { headers: { Authorization: `Bearer ${key}` } }),
  }
}
