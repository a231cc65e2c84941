import { afterEach, expect, test, vi } from 'vitest'
import { createFetch } from '../fetch.ts'

const url = 'https://api.aionvision.tech/api/v2/user-files?limit=1'
const headers = { Authorization: 'Bearer aion_test_timers_that_are_fake' }

afterEach(() => {
  vi.useRealTimers()
})

const toFake = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'] as const

test('a mock made before fake timers came on answers, delays included', async () => {
  const fetch = createFetch()
  fetch.faults.next('HTTP_500', { delay: 5 })
  vi.useFakeTimers({ toFake: [...toFake] })
  expect((await fetch(url, { headers })).status).toBe(500)
  expect((await fetch(url, { headers })).status).toBe(200)
})

test('so does one that is made while they are on', async () => {
  vi.useFakeTimers({ toFake: [...toFake] })
  const fetch = createFetch()
  fetch.faults.next('HTTP_500', { delay: 5 })
  expect((await fetch(url, { headers })).status).toBe(500)
  expect((await fetch(url, { headers })).status).toBe(200)
})
