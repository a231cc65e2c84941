import { expect, test } from 'vitest'
import { operationIds, operationRow } from '../../contracts/operations/index.ts'
import { requests } from '../../fixtures/requests/index.ts'
import { runSteps } from '../../fixtures/steps/run-steps.ts'
import { startTestMock } from '../testing/start-test-mock.ts'
import { stepTarget } from '../testing/step-target.ts'

test.each(operationIds)('the valid request of %s is answered as the contract says', async (id) => {
  await using mock = await startTestMock()
  const { status, text } = await runSteps(stepTarget(mock), 'me', requests[id])
  expect([status, status >= 400 ? text : '']).toEqual([operationRow(id).success, ''])
})
