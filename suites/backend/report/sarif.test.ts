import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Log } from 'sarif'
import { expect, test } from 'vitest'
import { createRecorder } from '../recorded/record.ts'
import { recordedRun } from '../recorded/recorded-run.ts'
import { judgeRun } from '../verify.ts'
import sarifSchema from './sarif.schema.json' with { type: 'json' }
import { backendSarif } from './sarif.ts'

function logOf(baseUrl: string, body: string, ending: 'completed' | 'deadline' = 'completed'): Log {
  const toExchange = createRecorder(baseUrl)
  const exchange = toExchange({
    method: 'GET',
    url: `${baseUrl}/folders`,
    requestHeaders: [['Accept', 'application/json']],
    requestBody: null,
    answer: {
      status: 404,
      headers: [
        ['Vary', 'Origin'],
        ['Vary', 'Accept'],
      ],
      body,
      bodyBytes: body.length,
      isCut: false,
      bytes: { encoding: 'identity', hasBom: false, isUtf8: true },
    },
    failure: null,
    sentMs: 0,
    elapsedMs: 1,
    isInjected: false,
  })
  const run = { ...recordedRun(baseUrl, [exchange], 'answers'), ending }
  const text = backendSarif(judgeRun(run))
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(sarifSchema)
  const log: Log = JSON.parse(text)
  expect(validate(log), JSON.stringify(validate.errors)).toBe(true)
  return log
}

test('each broken rule has its result, with request and answer, where an operation stands for a place', () => {
  const [run] = logOf('https://a/api/v2', '{"detail":"Not found"}').runs
  const result = run?.results?.find(({ ruleId }) => ruleId === 'error-is-envelope')
  expect(result).toMatchObject({
    kind: 'fail',
    level: 'error',
    webRequest: { method: 'GET', target: 'https://a/api/v2/folders' },
    webResponse: { statusCode: 404, headers: { Vary: 'Origin, Accept' } },
    locations: [{ logicalLocations: [{ fullyQualifiedName: 'listFolders' }] }],
  })
  expect(run?.tool.driver.rules?.[result?.ruleIndex ?? -1]?.id).toBe('error-is-envelope')
})

test('the same defect has the same fingerprint on another host and with other values', () => {
  const fingerprints = (log: Log) => log.runs[0]?.results?.map(({ partialFingerprints }) => partialFingerprints)
  expect(fingerprints(logOf('https://a/api/v2', '{"detail":"x"}'))).toEqual(
    fingerprints(logOf('http://127.0.0.1:1234/api/v2', '{"detail":"y"}')),
  )
})

test('a run that was cut short did not succeed', () => {
  expect(logOf('https://a/api/v2', '{}', 'deadline').runs[0]?.invocations).toEqual([
    expect.objectContaining({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text: expect.stringContaining('PARTIAL') } }],
    }),
  ])
})
