import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { beforeAll, describe, expect, it } from 'vitest'
import { documentedCall } from '../../../fixtures/clients/documented.ts'
import { checkClient } from '../check-client.ts'
import { clientHtml } from './html.ts'
import { clientJson } from './json.ts'
import { clientJunit } from './junit.ts'
import type { NamedReport } from './named-report.ts'
import { clientText } from './text.ts'

describe('the reports of a client', () => {
  let report: NamedReport
  beforeAll(async () => {
    const judged = await checkClient(documentedCall, { rules: ['ra-seconds-min-wait', 'success-is-2xx'] })
    report = { ...judged, client: 'documented <client>', clock: 'jumps', startedAt: new Date(0), elapsedMs: 1_500 }
  })

  it('for machines keeps to its schema', () => {
    const ajv = new Ajv2020({ allowUnionTypes: true })
    addFormats.default(ajv)
    const schema = JSON.parse(readFileSync(new URL('./client-report.schema.json', import.meta.url), 'utf8'))
    const isValid = ajv.validate(schema, JSON.parse(clientJson(report)))
    expect(ajv.errors).toBeNull()
    expect(isValid).toBe(true)
  })

  it('for a terminal shows what is broken with its evidence, and the score', () => {
    const text = clientText(report, { isColoured: false })
    expect(text).toMatch(/FAIL {2}ra-seconds-min-wait +MUST\n/)
    expect(text).toMatch(
      /▸ GET 503\(RA=2\) → 200: came back after 1,\d+ ms, asked for 2,000 ms: \d+ ms early, tolerance 1/,
    )
    expect(text).toContain('MUST 0/2')
  })

  it('for CI has a test case for each rule', () => {
    expect(clientJunit(report).match(/<testcase /g)).toHaveLength(2)
    expect(clientJunit(report).match(/<failure /g)).toHaveLength(2)
  })

  it('for people draws a timeline for each scenario, escapes names and needs nothing from elsewhere', () => {
    const page = clientHtml([report])
    const scenarios = report.verdicts.map(({ findings }) => new Set(findings.map(({ scenario }) => scenario)).size)
    expect(page.match(/class="timeline"/g)).toHaveLength(scenarios.reduce((sum, size) => sum + size, 0))
    expect(page).toContain('documented &lt;client&gt;')
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)[^"]*\.(js|css)/)
  })
})
