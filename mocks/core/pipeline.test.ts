import { expect, test } from 'vitest'
import { createTestMock } from '../testing/test-mock.ts'

test('a planned fault waits for a call of the API: OPTIONS and paths outside use none up', async () => {
  using mock = createTestMock()
  mock.core.faults.add({ fault: { error: 'HTTP_500' } })
  expect((await mock.send('OPTIONS', '/folders')).status).toBe(204)
  expect((await mock.send('GET', '/folders')).status).toBe(500)
  expect((await mock.send('GET', '/folders')).status).toBe(200)
})
