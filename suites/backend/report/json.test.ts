import { expect, test } from 'vitest'
import { answered, type HandMadeFields, handMadeRun } from '../hand-made.ts'
import type { BackendFinding } from '../rule.ts'
import { backendJson } from './json.ts'

const finding = (number: number, fields: HandMadeFields): BackendFinding => ({
  rule: 'a-rule',
  level: 'MUST',
  verdict: 'fail',
  evidence: `${number}: ${'x'.repeat(300)}`,
  fingerprint: `a-rule ${number}`,
  exchange: answered(500, fields),
})

/** The findings as the report has them. */
function reported(findings: readonly BackendFinding[]) {
  const rule = { rule: 'a-rule', level: 'MUST', verdict: 'fail', evidence: '', statement: '', source: '' } as const
  const text = backendJson({
    verdicts: [{ ...rule, findings }],
    coverage: { codes: [], statuses: [] },
    run: handMadeRun([]),
    isGood: false,
  })
  return JSON.parse(text).verdicts[0].findings
}

/** So much of the room that there is, in letters, is taken by the body of a request: no report cuts that. */
const sentBody = 'x'.repeat(4_000_000 - 500)
const usualUrl = answered(500).request.url.length

test.each<[string, (letters: number) => HandMadeFields]>([
  ['the body of the request', (letters) => ({ sentBody: sentBody + 'x'.repeat(letters) })],
  ['the body of the answer', (letters) => ({ body: 'x'.repeat(letters), headers: { 'Content-Type': undefined } })],
  ['a header of the request', (letters) => ({ sent: { A: 'x'.repeat(letters - 1) } })],
  ['a header of the answer', (letters) => ({ headers: { A: 'x'.repeat(letters - 1) } })],
  ['the URL', (letters) => ({ path: `/user-files${'x'.repeat(letters)}` })],
])('findings are told in short once their exchanges are too long: by %s', (_, fieldsOf) => {
  const room = 500 - usualUrl
  expect(reported([finding(1, { sentBody, ...fieldsOf(room) })])[0]).toHaveProperty('exchange')
  expect(reported([finding(1, { sentBody, ...fieldsOf(room + 1) })])[0]).toEqual({
    rule: 'a-rule',
    level: 'MUST',
    verdict: 'fail',
    evidence: `1: ${'x'.repeat(197)}… (303 letters)`,
    fingerprint: 'a-rule 1',
  })
})

test('what counts is all of them together, in their order', () => {
  const some = [1, 2, 3].map((number) => finding(number, { sentBody: 'x'.repeat(1_900_000) }))
  expect(reported(some).map((one: object) => 'exchange' in one)).toEqual([true, true, false])
})
