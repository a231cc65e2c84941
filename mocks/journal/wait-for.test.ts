import { describe, expect, test } from 'vitest'
import { createFetch } from '../fetch.ts'

const url = 'https://api.example/api/v2/user-files'
const init = { headers: { Authorization: 'Bearer aion_test_wait_for_attempts' } }

describe('waiting for attempts', () => {
  test('ends with those that were there before and those that come', async () => {
    const fetch = createFetch()
    await fetch(url, init)
    setTimeout(() => fetch(url, init), 10)
    const attempts = await fetch.journal.waitFor({ operation: 'listFiles', count: 2 })
    expect(attempts.map(({ status }) => status)).toEqual([200, 200])
  })

  test('ends at once with what is there, and disturbs nobody afterwards', async () => {
    const fetch = createFetch()
    await fetch(url, init)
    expect(await fetch.journal.waitFor()).toHaveLength(1)
    await fetch(url, init)
    expect(await fetch.journal.waitFor({ count: 1, timeoutMs: 1 })).toHaveLength(2)
    await expect(fetch.journal.waitFor({ after: 2, timeoutMs: 1 })).rejects.toThrow('there were none')
  })

  test.each([
    [{ operation: 'listFile' }, 'operation: Must be an operation. Did you mean listFiles?'],
    [{ operaton: 'listFiles' }, 'operaton: Is not a known field of what can be waited for. Did you mean operation?'],
    [{ fault: 'HTTP_500' }, 'fault: Is not a known field of what can be waited for'],
    [
      { tenant: 'aion_test_a_key_for_a_name' },
      'tenant: Must be 1 to 64 letters, digits, _ or -; of a key, what follows aion_test_',
    ],
    [{ count: 0 }, 'count: Must be a whole number between 1 and 1000, which is how many of a tenant are kept'],
    [{ count: -1 }, 'count: Must be'],
    [{ count: 1.5 }, 'count: Must be'],
    [{ count: Number.POSITIVE_INFINITY }, 'count: Must be'],
    [{ count: Number.NaN }, 'count: Must be'],
    [{ timeoutMs: Number.POSITIVE_INFINITY }, 'timeoutMs: Must be milliseconds between 0 and 600000'],
    [{ timeoutMs: -1 }, 'timeoutMs: Must be'],
    [{ after: -1 }, 'after: Must be'],
    [{ newest: 1 }, 'newest: Is not a known field'],
    ['listFiles', 'body: Must be an object'],
    [null, 'body: Must be an object'],
  ])('refuses %j at once, since it can never come', async (awaited, why) => {
    const waiting = createFetch().journal.waitFor(awaited as object) // what a caller without types may give
    const refusal = await waiting.catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(TypeError)
    expect(String(refusal)).toContain(`Not what can be waited for: ${why}`)
  })

  test('tells what came instead when the time is over', async () => {
    const fetch = createFetch()
    await fetch(url, init)
    await expect(fetch.journal.waitFor({ count: 2, timeoutMs: 20 })).rejects.toThrow(
      'Waited 20 ms for 2 attempts of any operation; there were 1: listFiles 200',
    )
    await expect(fetch.journal.waitFor({ operation: 'getFile', tenant: 'wait', timeoutMs: 20 })).rejects.toThrow(
      'Waited 20 ms for 1 attempts getFile of tenant wait; there were none',
    )
  })
})
