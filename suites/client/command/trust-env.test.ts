import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Scenario } from '../scenario.ts'
import { benchCertificate } from '../script/http2.ts'
import { ok } from '../script/step.ts'
import { trustEnv } from './trust-env.ts'

const directory = mkdtempSync(join(tmpdir(), 'trust-env-'))
afterAll(() => rmSync(directory, { recursive: true }))

const plain: Scenario = { request: 'listFiles', script: [ok] }
const overTls: Scenario = { request: 'listFiles', script: [{ transport: 'h2-refused-stream' }, ok] }

test('what is served without TLS needs no trust', async () => {
  expect(await trustEnv(directory, [plain])).toEqual({})
  expect(readdirSync(directory)).toEqual([])
})

test('a client is told to trust the bench and whatever this process trusts', async () => {
  const file = join(directory, 'authorities.pem')
  expect(await trustEnv(directory, [plain, overTls])).toEqual({
    NODE_EXTRA_CA_CERTS: file,
    SSL_CERT_FILE: file,
    REQUESTS_CA_BUNDLE: file,
    CURL_CA_BUNDLE: file,
  })
  const authorities = readFileSync(file, 'utf8')
  const { ca } = await benchCertificate()
  expect(authorities.endsWith(`\n${ca}`)).toBe(true)
  expect(authorities.match(/BEGIN CERTIFICATE/g)?.length).toBeGreaterThan(2)
})
