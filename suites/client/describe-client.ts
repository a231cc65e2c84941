import { beforeAll, describe, expect, it } from 'vitest'
import type { Call } from '../../fixtures/clients/call.ts'
import { type CheckOptions, checkClient } from './check-client.ts'
import { type ClientReport, chooseRules } from './judge.ts'
import { clientRules } from './rules/index.ts'

/** A vitest suite for a client: one test for each rule. Only a broken MUST fails. */
export function describeClient(name: string, call: Call, options: CheckOptions = {}): void {
  describe(name, () => {
    let report: ClientReport
    beforeAll(async () => {
      report = await checkClient(call, options)
    }, 120_000)
    for (const { id, level } of chooseRules(clientRules, options.rules)) {
      it(`${id} (${level})`, ({ skip }) => {
        const found = report.judgements.find(({ rule }) => rule === id)
        if (found?.verdict !== 'pass' && found?.verdict !== 'fail') skip(`${found?.verdict}: ${found?.evidence}`)
        expect(found?.verdict, found?.evidence).toBe('pass')
      })
    }
  })
}
