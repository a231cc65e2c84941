import { expect, test } from 'vitest'
import { backendKeys } from '../../../fixtures/backends/conforming.ts'
import { serveFastApi, whyNoFastApi } from '../../../fixtures/backends/legal/fastapi-stack.ts'
import { verifyBackend } from '../verify.ts'

test('a good backend in FastAPI is good', async ({ skip }) => {
  const why = whyNoFastApi()
  if (why) skip(why)
  const served = await serveFastApi()
  try {
    const { main, ...keys } = backendKeys
    const { verdicts } = await verifyBackend({
      baseUrl: served.baseUrl,
      apiKey: main,
      keys,
      allow: ['writes', 'bursts'],
    })
    const failed = verdicts.flatMap(({ findings }) => findings.filter(({ verdict }) => verdict === 'fail'))
    expect(
      failed.map(
        ({ rule, evidence, exchange }) => `${rule}: ${evidence} ${exchange?.request.method} ${exchange?.request.url}`,
      ),
    ).toEqual([])
  } finally {
    await served.close()
  }
})
