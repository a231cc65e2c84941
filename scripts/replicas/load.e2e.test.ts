import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { startMockServer } from '../../mocks/server/index.ts'

const script = resolve(import.meta.dirname, '../../docs/replicas/load.js')

function putLoadOn(url: string): Promise<{ code: number; output: string }> {
  const env = { ...process.env, SECONDS: '1', CONNECTIONS: '4' }
  return new Promise((done) => {
    execFile(process.execPath, [script, url], { env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    )
  })
}

test('the script of the load guide is content with answers, and not with refusals', async () => {
  await using lifted = await startMockServer({ rateLimit: false, files: 1 })
  await using narrow = await startMockServer({ files: 1 })
  narrow.faults.add({ fault: { error: 'RATE_LIMIT_ERROR' }, times: 'always' })
  const [good, bad] = await Promise.all([putLoadOn(lifted.url), putLoadOn(narrow.url)])
  expect(good).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^\d.* requests\/s[\s\S]* 0 others, 0 errors$/m),
  })
  expect(bad.code).toBe(1)
})
