import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, expect, test } from 'vitest'
import { defects } from '../../../fixtures/backends/broken/index.ts'
import { backendKeys, createConformingBackend } from '../../../fixtures/backends/conforming.ts'
import { serveBackend } from '../../../fixtures/backends/serve.ts'
import { formats } from '../../../scripts/generate/formats.ts'
import { permissions } from '../probe.ts'
import { type Verification, verifyBackend } from '../verify.ts'
import { backendHtml } from './html.ts'
import { backendJson } from './json.ts'
import { backendJunit } from './junit.ts'
import schema from './report.schema.json' with { type: 'json' }
import { textReport } from './text.ts'

const chosen = ['framework-401', 'stack-trace', 'retry-after-on-404', 'key-in-message', 'connection-reset']
let verification: Verification

beforeAll(async () => {
  const handle = createConformingBackend()
  const broken = defects.filter(({ id }) => chosen.includes(id))
  await using backend = await serveBackend((request) =>
    broken.reduce((reply, { spoil }) => spoil(reply, request), handle(request)),
  )
  // Without further keys, so that something stays unseen.
  verification = await verifyBackend({
    baseUrl: backend.baseUrl,
    apiKey: backendKeys.main,
    keys: { limited: backendKeys.limited },
    allow: permissions,
  })
}, 60_000)

const write = {
  text: () => textReport(verification),
  json: () => backendJson(verification),
  junit: () => backendJunit(verification),
  html: () => backendHtml(verification),
}

test.each(Object.entries(write))('the %s report names every rule that is broken and holds no key', (_, report) => {
  const text = report()
  const broken = verification.verdicts.filter(({ verdict }) => verdict === 'fail')
  expect(broken.map(({ rule }) => rule)).toEqual([
    'error-is-envelope',
    'error-reveals-no-internals',
    'answer-keeps-the-key',
    'every-request-is-answered',
  ])
  for (const { rule } of broken) expect(text).toContain(rule)
  for (const key of Object.values(backendKeys)) expect(text).not.toContain(key)
})

test('the JSON report is what its schema says', () => {
  const validate = new Ajv2020({ formats, allowUnionTypes: true }).compile(schema)
  expect(validate(JSON.parse(backendJson(verification))), JSON.stringify(validate.errors)).toBe(true)
})

test('the text report shows what is broken first, and nothing but curl is wider than 80 columns', () => {
  const text = textReport(verification)
  expect(text.indexOf('FAIL ')).toBeLessThan(text.indexOf('WARN '))
  expect(text.indexOf('WARN ')).toBeLessThan(text.indexOf('PASSED'))
  expect(text.split('\n').filter((line) => line.length > 80 && !/^ +('http|-H |--data)/.test(line))).toEqual([])
})

test('a finding can be reproduced: its request stands there as curl, the key as a variable', () => {
  expect(textReport(verification)).toMatch(
    /curl -sS -i --compressed \\\n {8}-H "Authorization: Bearer \$AIONVISION_API_KEY" \\\n/,
  )
})

test('the page needs nothing else and lets no markup of the target through', () => {
  const first = verification.run.exchanges[0]
  const finding = {
    rule: 'error-is-envelope',
    level: 'MUST',
    verdict: 'fail',
    evidence: '<script>alert(1)</script>',
    fingerprint: 'error-is-envelope',
  } as const
  const page = backendHtml({
    ...verification,
    verdicts: verification.verdicts.map((judged) =>
      judged.rule === finding.rule
        ? { ...judged, findings: [{ ...finding, ...(first && { exchange: first }) }] }
        : judged,
    ),
  })
  expect(page).not.toMatch(/<script|<link|<img|src=|@import|url\(/)
  expect(page).toContain('&lt;script&gt;')
})

test('skipped rules are skips in JUnit, with the variable that would help', () => {
  expect(backendJunit(verification)).toMatch(
    /<skipped message="not-provoked: No read-only key was given: set AIONVISION_READONLY_API_KEY"/,
  )
})
