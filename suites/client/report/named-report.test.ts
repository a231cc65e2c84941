import { expect, test } from 'vitest'
import type { Level } from '../../rules/rule.ts'
import type { Verdict } from '../../rules/verdict.ts'
import type { ClientVerdict } from '../judge.ts'
import { profileLine, scoreLine, scores, summaryLines, tally } from './named-report.ts'

const judged = (level: Level, ...verdicts: readonly Verdict[]): ClientVerdict[] =>
  verdicts.map((verdict, index) => ({
    rule: `${level}-${index}`,
    level,
    verdict,
    evidence: `was ${verdict}`,
    statement: '',
    source: '',
    findings: [],
  }))

const verdicts = [
  ...judged('SHOULD', 'warn', 'pass'),
  ...judged('MUST', 'pass', 'fail', 'inconclusive', 'not-applicable'),
  ...judged('MAY', 'not-provoked'),
]

test('a level counts what was seen at work, and stands in its place', () => {
  expect(scores({ verdicts })).toEqual([
    { level: 'MUST', held: 1, seen: 2 },
    { level: 'SHOULD', held: 1, seen: 2 },
  ])
  expect(scoreLine({ verdicts })).toBe('MUST 1/2 · SHOULD 1/2')
  expect(scoreLine({ verdicts: [] })).toBe('')
})

test('all verdicts are counted, the worst first', () => {
  expect(tally({ verdicts })).toBe('1 fail, 1 warn, 1 inconclusive, 1 not-provoked, 2 pass, 1 not-applicable')
  expect(tally({ verdicts: [] })).toBe('')
})

const report = (fields: object) => ({
  ...{
    client: 'curl\u001b',
    clock: 'jumps',
    startedAt: new Date(0),
    elapsedMs: 0,
    runs: [],
    profile: {},
    inferred: {},
  },
  ...{ verdicts, notes: ['It hums.'] },
  ...fields,
})

test('a summary says what is broken, and what is to be known', () => {
  expect(summaryLines(report({}))).toEqual([
    'curl\\x1b: MUST 1/2 · SHOULD 1/2   1 fail, 1 warn, 1 inconclusive, 1 not-provoked, 2 pass, 1 not-applicable',
    '  FAIL MUST-1: was fail',
    'note: It hums.',
  ])
  expect(summaryLines(report({ verdicts: [], notes: [] }))).toEqual(['curl\\x1b: nothing was judged   '])
})

test('a profile is what was declared, and what was seen beside it', () => {
  const line = (profile: object, inferred: object) => profileLine({ profile, inferred })
  expect(line({ maxAttempts: 3 }, { maxAttempts: 4, retriesPost: 'always' })).toBe(
    'declared: maxAttempts 3; seen: retriesPost always',
  )
  expect(line({}, { maxAttempts: 4, retriesPost: 'never' })).toBe('seen: maxAttempts 4, retriesPost never')
  expect(line({ maxAttempts: 3, retriesPost: 'never' }, {})).toBe('declared: maxAttempts 3, retriesPost never')
  expect(line({}, {})).toBe('')
})
