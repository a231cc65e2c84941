import { expect, it } from 'vitest'
import type { CallRequest } from '../../fixtures/clients/call.ts'
import { checkClient } from './check-client.ts'

/** Asks again and again, without a pause and without an end, whatever its caller wants. */
async function hammering({ baseUrl, path, method, apiKey }: CallRequest) {
  const headers = { authorization: `Bearer ${apiKey}` }
  for (;;) {
    const response = await fetch(baseUrl + path, { method, headers }).catch(() => undefined)
    if (response?.ok) return response.text()
  }
}

it('a client that never pauses and never gives up is judged, and does not keep the bench for ever', async () => {
  const { verdicts } = await checkClient(hammering, { rules: ['ra-zero', 'deadline-in-flight'] })
  expect(verdicts.map(({ rule, verdict }) => [rule, verdict])).toEqual([
    ['ra-zero', 'fail'],
    ['deadline-in-flight', 'warn'],
  ])
  expect(verdicts[0]?.evidence).toContain('200 attempts')
})
