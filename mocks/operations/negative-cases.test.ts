import { describe, expect, test } from 'vitest'
import { operationIds } from '../../contracts/operations/index.ts'
import { negativeCases } from '../../fixtures/negative-cases.ts'
import { runSteps, type StepTarget } from '../../fixtures/steps/run-steps.ts'
import { packRecords } from '../tenant/pack-records.ts'
import { coreTarget } from '../testing/step-target.ts'
import { createTestMock, defaultTenant } from '../testing/test-mock.ts'

const cases = operationIds.flatMap((id) => negativeCases(id).map((one) => ({ id, ...one })))

test('every operation with parameters or a body has negative cases', () => {
  expect(new Set(cases.map(({ id }) => id)).size).toBe(operationIds.length - 5) // but those that only a URL of an earlier answer reaches
})

describe('a negative case names its field, and nothing of it is kept', () => {
  test.each(cases)('$id: $title', async ({ steps, status, field }) => {
    using mock = createTestMock({ strict: true })
    const tenant = await mock.tenant()
    const state = () => ({ records: packRecords(tenant), usage: { ...tenant.usage } })
    let before = state()
    const core = coreTarget(mock)
    const target: StepTarget = {
      ...core,
      send(request) {
        before = state()
        return core.send(request)
      },
    }
    const answer = await runSteps(target, defaultTenant, steps)
    const { error } = JSON.parse(answer.text)
    expect([answer.status, error.code, error.details.field]).toEqual([status, 'VALIDATION_ERROR', field])
    expect(error.details.issue).toMatch(/^(Must|Is) /)
    expect(state()).toEqual(before)
  })
})
