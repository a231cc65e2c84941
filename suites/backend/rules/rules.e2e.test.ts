import { beforeAll, expect, test } from 'vitest'
import { backendKeys, createConformingBackend } from '../../../fixtures/backends/conforming.ts'
import { serveBackend } from '../../../fixtures/backends/serve.ts'
import { permissions } from '../probe.ts'
import type { Run } from '../run.ts'
import { judgeRun, verifyBackend } from '../verify.ts'

let run: Run

beforeAll(async () => {
  await using backend = await serveBackend(createConformingBackend())
  const { main, ...keys } = backendKeys
  ;({ run } = await verifyBackend({ baseUrl: backend.baseUrl, apiKey: main, keys, allow: permissions }))
}, 60_000)

test('a backend that conforms passes every rule', () => {
  const others = judgeRun(run).verdicts.filter(({ verdict }) => verdict !== 'pass')
  expect(others.map(({ rule, verdict, evidence }) => `${rule} ${verdict}: ${evidence}`)).toEqual([])
})

test('a run that saw nothing passes nothing', () => {
  const blind = judgeRun({ ...run, exchanges: [] }).verdicts
  expect(blind.filter(({ verdict }) => verdict === 'pass')).toEqual([])
})
