import { describe, expect, it, test } from 'vitest'
import { search } from './search.ts'

const envelope = { error: { code: 'RATE_LIMIT_ERROR', message: 'Too fast' }, request_id: 'r-1' }

describe('what is searched in depth', () => {
  it('is found in causes, nested answers and JSON inside strings', async () => {
    const error = new Error('failed', { cause: { response: { statusCode: 429, body: JSON.stringify(envelope) } } })
    const found = await search(error)
    expect(found).toMatchObject({ status: 429, code: 'RATE_LIMIT_ERROR', requestId: 'r-1', message: 'failed' })
    expect(found.has('Too fast')).toBe(true)
  })

  it('is found behind the getters of an error that keeps it private', async () => {
    class Hidden extends Error {
      readonly #answer = { status: 429, code: 'RATE_LIMIT_ERROR' }
      get status() {
        return this.#answer.status
      }
      get reason() {
        return this.#answer
      }
    }
    expect(await search(new Hidden('no'))).toMatchObject({ status: 429, code: 'RATE_LIMIT_ERROR' })
  })

  it('is found in a Response that nobody has read, which stays readable', async () => {
    const response = Response.json(envelope, { status: 503 })
    const found = await search(Object.assign(new Error('HTTP error'), { response }))
    expect(found).toMatchObject({ status: 503, code: 'RATE_LIMIT_ERROR', requestId: 'r-1' })
    expect(await response.json()).toEqual(envelope)
  })

  it('does not take the codes of sockets for codes of the API', async () => {
    expect((await search(Object.assign(new Error('x'), { code: 'ECONNRESET' }))).code).toBeNull()
  })

  it('matches whole words only', async () => {
    const found = await search({ message: 'after 1429 tries' })
    expect(found.has(429)).toBe(false)
    expect(found.has(1429)).toBe(true)
  })

  it('ends in circles, and survives getters that throw', async () => {
    const circle: Record<string, unknown> = { status: 500 }
    circle.self = circle
    Object.defineProperty(circle, 'broken', {
      enumerable: true,
      get() {
        throw new Error('no')
      },
    })
    expect((await search(circle)).status).toBe(500)
  })
})

test.each([
  ...['request_id', 'requestId', 'requestID', 'x-request-id'].map((name) => [name, 'r-7', 'requestId', 'r-7'] as const),
  ...['attempts', 'attempt', 'tries', 'retryCount', 'attemptNumber', 'retries'].map(
    (name) => [name, 3, 'attempts', 3] as const,
  ),
  ...['status', 'statusCode', 'status_code', 'http_status', 'code'].map((name) => [name, 503, 'status', 503] as const),
  ...['code', 'errorCode', 'error_code'].map((name) => [name, 'TIMEOUT_ERROR', 'code', 'TIMEOUT_ERROR'] as const),
])('%s: %s is found as %s', async (name, value, as, wanted) => {
  expect(await search(Object.assign(new Error('x'), { [name]: value }))).toMatchObject({ [as]: wanted })
})
