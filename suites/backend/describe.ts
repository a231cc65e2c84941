import { findingText } from './report/finding-text.ts'
import { presentable } from './report/presentable.ts'
import { chooseRules, type Verification, type VerifyOptions, verifyBackend } from './verify.ts'

// Only inside a vitest run: everybody else imports this module too, through the package's index, and may not have vitest.
const vitest = process.env.VITEST === undefined ? undefined : await import('vitest')

/**
 * Declares a vitest suite with one test for each rule. A rule that fails fails its test, with the exchange; one that
 * could not look is skipped with its reason, never passed.
 * @example describeBackend({ baseUrl: 'https://staging.example/api/v2', apiKey })
 */
export function describeBackend(options: VerifyOptions): void {
  if (!vitest) throw new TypeError('describeBackend works inside a vitest run; use verifyBackend anywhere else')
  const { beforeAll, describe, test } = vitest
  const { deadlineMs = 300_000 } = options
  describe(`error contract of ${'baseUrl' in options ? options.baseUrl : 'the app'}`, () => {
    let verification: Verification | undefined
    beforeAll(async () => {
      verification = presentable(await verifyBackend(options))
    }, deadlineMs + 30_000)
    for (const { id, statement } of chooseRules(options.only)) {
      test(`${id}: ${statement}`, ({ skip }) => {
        const judged = verification?.verdicts.find(({ rule }) => rule === id)
        if (!judged || judged.verdict === 'fail')
          throw new Error(judged ? findingText(judged) : 'The rule was not judged')
        if (judged.verdict !== 'pass' && judged.verdict !== 'warn') skip(`${judged.verdict}: ${judged.evidence}`)
      })
    }
  })
}
