import { expect, test } from 'vitest'
import { startMockServer } from '../../../mocks/server/index.ts'
import { judgeRun } from '../verify.ts'
import { readJournal } from './journal.ts'

test('the journal of the mock is judged as far as it tells', async () => {
  await using mock = await startMockServer()
  for (const path of ['/user-files', '/user-files?limit=0', '/no-such-path'])
    await (await fetch(mock.url + path, { headers: { Authorization: 'Bearer aion_test_journal_to_be_judged' } })).text()
  const run = readJournal(JSON.stringify({ attempts: mock.journal.attempts() }), mock.url)
  const verdicts = new Map(judgeRun(run).verdicts.map(({ rule, verdict }) => [rule, verdict]))
  expect(run.exchanges.map(({ answer }) => answer?.status)).toEqual([200, 422, 404])
  expect(verdicts.get('status-is-documented')).toBe('pass')
  expect(verdicts.get('success-status-is-documented')).toBe('pass')
  expect(verdicts.get('error-is-envelope')).toBe('inconclusive')
})
