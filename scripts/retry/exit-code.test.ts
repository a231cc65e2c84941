import { expect, test } from 'vitest'
import type { ClientVerdict } from '../../suites/client/judge.ts'
import { exitCodeOf } from './retry-report.ts'

const reportOf = (...verdicts: [ClientVerdict['level'], ClientVerdict['verdict']][]) => ({
  verdicts: verdicts.map(([level, verdict]) => ({ level, verdict })),
})

test.each([
  ['a broken MUST', reportOf(['MUST', 'fail'], ['SHOULD', 'pass']), 1, 1],
  ['a warning on a SHOULD', reportOf(['MUST', 'pass'], ['SHOULD', 'warn']), 0, 1],
  ['a warning on a MUST', reportOf(['MUST', 'warn'], ['SHOULD', 'pass']), 0, 1],
  ['a warning on a MAY', reportOf(['MUST', 'pass'], ['MAY', 'warn']), 0, 0],
  ['nothing but what holds', reportOf(['MUST', 'pass']), 0, 0],
  ['nothing that could be judged', reportOf(['MUST', 'inconclusive'], ['SHOULD', 'not-applicable']), 2, 2],
])('%s', (_, report, must, should) => {
  expect(exitCodeOf(report, 'must')).toBe(must)
  expect(exitCodeOf(report, 'should')).toBe(should)
})
