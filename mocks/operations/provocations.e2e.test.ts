import { describe, expect, test } from 'vitest'
import { isEnvelope } from '../../contracts/envelope.ts'
import { type ErrorCode, errorCodes, errorRow } from '../../contracts/errors.ts'
import { type Provocation, type Provoked, provocations } from '../../fixtures/provocations/index.ts'
import { runSteps } from '../../fixtures/steps/run-steps.ts'
import { startTestMock } from '../testing/start-test-mock.ts'
import { stepTarget } from '../testing/step-target.ts'
import { defaultTenant } from '../testing/test-mock.ts'

const recipes = Object.entries(provocations).flatMap(
  ([code, found]) => found.map((provocation) => ({ code: code as Provoked, ...provocation })), // keys of a record of codes
)

test('every code of the error table has a recipe, but those that only a defect causes', () => {
  const unprovoked = errorCodes.filter((code) => !Object.hasOwn(provocations, code))
  expect(unprovoked).toEqual(['HTTP_500'] satisfies ErrorCode[])
})

describe('by ordinary use', () => {
  test.each<{ readonly code: Provoked } & Provocation>(recipes)('$code: $title', async ({ code, status, steps }) => {
    await using mock = await startTestMock({ rateLimit: true })
    const answer = await runSteps(stepTarget(mock), defaultTenant, steps)
    const row = errorRow(code)
    const body: unknown = JSON.parse(answer.text)
    expect([answer.status, isEnvelope(body) && body.error.code]).toEqual([status ?? row.status, code])
    expect(answer.header('mock-fault-served')).toBeNull()
    const retryAfter = answer.header('retry-after')
    if (row.retryAfter === 'required') expect(retryAfter).toMatch(/^\d+$/)
    if (row.retryAfter === 'absent') expect(retryAfter).toBeNull()
  })
})
