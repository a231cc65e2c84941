import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startTestMock } from '../mocks/testing/start-test-mock.ts'
import { commandLine } from './testing/command-line.ts'

/** Runs `verify` with one rule, and these variables. */
const verify = (url: string, env: Record<string, string>) =>
  new Promise<{ code: unknown; stderr: string }>((resolve) => {
    const all = { ...process.env, AIONVISION_API_KEY: 'aion_test_over_https_to_mock', ...env }
    execFile(
      process.execPath,
      [commandLine, 'verify', url, '--only', 'request-id-is-present'],
      { env: all },
      (error, _, stderr) => resolve({ code: error?.code ?? 0, stderr }),
    )
  })

test('a backend with a private authority is verified by who trusts it', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'aion-verify-'))
  const caFile = join(directory, 'ca.pem')
  const mock = await startTestMock({ https: { caFile } })
  const [trusting, doubting] = await Promise.all([
    verify(mock.url, { NODE_EXTRA_CA_CERTS: caFile }),
    verify(mock.url, {}),
  ])
  expect([trusting.code, trusting.stderr]).toEqual([0, expect.stringContaining('sending up to')])
  expect(doubting).toMatchObject({ code: 2, stderr: expect.stringContaining('set NODE_EXTRA_CA_CERTS to trust it') })
  await mock.close()
  await rm(directory, { recursive: true })
})
