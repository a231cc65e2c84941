import { expect, test } from 'vitest'
import { fingerprintOf } from './fingerprint.ts'
import { answered } from './hand-made.ts'
import type { BackendLook } from './rule.ts'

const rule = { id: 'a-rule', level: 'MUST', statement: 's', source: 's' } as const
const look = (fields: Partial<BackendLook>): BackendLook => ({ verdict: 'fail', evidence: 'e', ...fields })
const difference = (path: string) => ({ path, expected: 'a', got: 'b' })
const listed = answered(404, { operation: 'listFiles' })

test.each([
  ['nothing else', {}, 'a-rule run none'],
  ['an operation', { exchange: listed }, 'a-rule listFiles 404'],
  ['an intent', { exchange: answered(404, { intent: 'head' }) }, 'a-rule head 404'],
  ['a method', { exchange: answered(404) }, 'a-rule GET 404'],
  ['no answer', { exchange: { ...listed, answer: null } }, 'a-rule listFiles none'],
  [
    'fields in any order, each once, whatever the entry',
    { exchange: listed, field: 'z', differences: ['files.3.id', 'files.12.id', '7', ''].map(difference) },
    'a-rule listFiles 404 *,body,files.*.id,z',
  ],
])('a finding with %s', (_, fields, print) => {
  expect(fingerprintOf(rule, look(fields))).toBe(print)
})
