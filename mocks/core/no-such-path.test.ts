import { expect, test } from 'vitest'
import { nodePlatform } from '../adapters/node-platform.ts'
import { createFetch } from '../fetch.ts'
import { plainRequest } from '../testing/plain-request.ts'
import { createCore } from './core.ts'
import { systemTime } from './time.ts'

const mock = createFetch({ files: 0 })
const headers = { Authorization: 'Bearer aion_test_name_of_your_choice' }

async function ask(url: string) {
  const response = await mock(url, { headers })
  const { error } = await response.json()
  return { status: response.status, ...error, warning: response.headers.get('mock-warning') }
}

test('a path that is none names the operation that was meant: in the message, in a header, in the journal', async () => {
  expect(await ask('http://localhost/api/v2/user-filez')).toEqual({
    status: 404,
    code: 'HTTP_404',
    message: '/user-filez is not a path of the API. Did you mean GET /api/v2/user-files?',
    warning: 'unknown-path;near="GET /api/v2/user-files"',
  })
  expect(mock.journal.attempts().at(-1)?.warnings).toEqual(['unknown-path;near="GET /api/v2/user-files"'])
})

test('the way to a tenant stays in it', async () => {
  const { message } = await ask('http://localhost/t/me/api/v2/user-files/')
  expect(message).toContain('Did you mean GET /t/me/api/v2/user-files?')
})

test('a path that is near to nothing is not guessed at', async () => {
  expect(await ask('http://localhost/api/v2/favicon.ico')).toMatchObject({
    message: '/favicon.ico is not a path of the API',
    warning: null,
  })
})

test('a path outside the API is told where the API lies', async () => {
  const core = createCore({ platform: nodePlatform, time: systemTime(), files: 0 })
  const { outcome } = await core.handle(plainRequest({ target: '/somewhere/else', headers: {} }))
  expect(outcome).toMatchObject({
    status: 404,
    body: expect.stringContaining('Nothing is here; the API lies under /api/v2'),
  })
})
