import { expect, test } from 'vitest'
import { backendKeys, createConformingBackend } from '../../fixtures/backends/conforming.ts'
import { serveBackend } from '../../fixtures/backends/serve.ts'
import { verifyBackend } from './verify.ts'

test('three runs on the same good target within a minute give equal verdicts', async () => {
  await using backend = await serveBackend(createConformingBackend())
  const { main: apiKey, ...keys } = backendKeys
  const seen: Record<string, string>[] = []
  for (let run = 0; run < 3; run++) {
    const { verdicts } = await verifyBackend({ baseUrl: backend.baseUrl, apiKey, keys, allow: ['writes'] })
    seen.push(Object.fromEntries(verdicts.map(({ rule, verdict }) => [rule, verdict])))
  }
  expect(Object.values(seen[0] ?? {})).not.toContain('fail')
  expect(seen[1]).toEqual(seen[0])
  expect(seen[2]).toEqual(seen[0])
})
