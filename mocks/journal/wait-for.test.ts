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
