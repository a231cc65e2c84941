import { chooseById } from '../rules/rule.ts'
import { type CheckOptions, type ClientUnderTest, checkClient } from './check-client.ts'
import type { ClientReport } from './judge.ts'
import { clientRules } from './rules/index.ts'

// Only inside a vitest run: everybody else imports this module too, through the package's index, and may not have vitest.
const vitest = process.env.VITEST === undefined ? undefined : await import('vitest')

/**
 * Declares a vitest suite with one test for each rule. A broken rule fails its test with the evidence; what could not be
 * looked at is skipped with its reason, never passed.
 * @example describeClient('our client', ({ baseUrl, path, signal }) => ourClient(baseUrl).get(path, { signal }))
 */
export function describeClient(name: string, client: ClientUnderTest, options: CheckOptions = {}): void {
  if (!vitest) throw new TypeError('describeClient works inside a vitest run; use checkClient anywhere else')
  const { beforeAll, describe, test } = vitest
  describe(`retries of ${name}`, () => {
    let report: ClientReport | undefined
    beforeAll(async () => {
      report = await checkClient(client, options)
    }, 120_000)
    for (const { id, level, statement } of chooseById(clientRules, options.rules)) {
      test(`${id} (${level}): ${statement}`, ({ skip }) => {
        const judged = report?.verdicts.find(({ rule }) => rule === id)
        if (!judged || judged.verdict === 'fail') {
          const broken = judged?.findings.filter(({ verdict }) => verdict === 'fail') ?? []
          throw new Error(broken.map(({ scenario, evidence }) => `${scenario}: ${evidence}`).join('\n') || 'Not judged')
        }
        if (judged.verdict !== 'pass' && judged.verdict !== 'warn') skip(`${judged.verdict}: ${judged.evidence}`)
      })
    }
  })
}
