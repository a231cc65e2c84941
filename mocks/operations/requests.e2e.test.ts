import { expect, test } from 'vitest'
import { type OperationId, operationIds, operationRow } from '../../contracts/operations/index.ts'
import { requests } from '../../fixtures/requests/index.ts'
import { runSteps } from '../../fixtures/steps/run-steps.ts'
import { startTestMock } from '../testing/start-test-mock.ts'
import { stepTarget } from '../testing/step-target.ts'
import { defaultTenant } from '../testing/test-mock.ts'

/** What the mock has nothing of: the owner's own software. */
const absent: ReadonlySet<OperationId> = new Set(['listPackages', 'getPackage', 'downloadWheel'])

async function answerTo(id: OperationId) {
  await using mock = await startTestMock()
  return await runSteps(stepTarget(mock), defaultTenant, requests[id])
}

test.each(operationIds.filter((id) => !absent.has(id)))(
  'the valid request of %s is answered as the contract says',
  async (id) => {
    const { status, text } = await answerTo(id)
    expect([status, status >= 400 ? text : '']).toEqual([operationRow(id).success, ''])
  },
)

test.each([...absent])('%s is told in a sentence that it is not here', async (id) => {
  const { status, text } = await answerTo(id)
  expect([status, JSON.parse(text).error.message]).toEqual([404, expect.stringContaining('no copy of the SDK')])
})
