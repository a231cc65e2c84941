import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { backendKeys, createConformingBackend } from '../../../fixtures/backends/conforming.ts'
import { serveBackend } from '../../../fixtures/backends/serve.ts'
import { permissions } from '../probe.ts'
import type { Run } from '../run.ts'
import { judgeRun, verifyBackend } from '../verify.ts'
import { ruleIds, rules } from './index.ts'

let run: Run

beforeAll(async () => {
  await using backend = await serveBackend(createConformingBackend())
  const { main, ...keys } = backendKeys
  ;({ run } = await verifyBackend({ baseUrl: backend.baseUrl, apiKey: main, keys, allow: permissions }))
})

/** The rules that found fault, and with which verdict. */
function flagged(judged: Run): Record<string, string> {
  const found = judgeRun(judged).verdicts.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
  return Object.fromEntries(found.map(({ rule, verdict }) => [rule, verdict]))
}

test('a backend that conforms passes every rule', () => {
  const others = judgeRun(run).verdicts.filter(({ verdict }) => verdict !== 'pass')
  expect(others.map(({ rule, verdict, evidence }) => `${rule} ${verdict}: ${evidence}`)).toEqual([])
})

test('every rule is listed once, and lives in the file of its name', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((name) => !/test|index/.test(name))
  expect(ruleIds.map((id) => `${id}.ts`).toSorted()).toEqual(files.toSorted())
})

describe.each(rules)('$id', ({ id, level, sabotage }) => {
  test('fails when it is sabotaged, and no other rule with it', () => {
    expect(flagged(sabotage(run))).toEqual({ [id]: level === 'MUST' ? 'fail' : 'warn' })
  })
})

test('a run that saw nothing passes nothing', () => {
  const blind = judgeRun({ ...run, exchanges: [] }).verdicts
  expect(blind.filter(({ verdict }) => verdict === 'pass')).toEqual([])
})
