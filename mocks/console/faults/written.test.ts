import { expect, test } from 'vitest'
import { readFaultItem } from '../../faults/header.ts'
import { asCode, asCurl, asHeader, asScenario, faultHeader, literal } from './written.ts'

const target = {
  control: 'http://127.0.0.1:4010/__mock',
  url: 'http://127.0.0.1:4010/api/v2/user-files',
  method: 'GET',
  key: 'aion_test_name_of_your_choice',
  hasToken: false,
}

test('a fault as a header is read by the mock as it was meant', () => {
  for (const fault of [
    { error: 'RATE_LIMIT_ERROR', retryAfter: 3 },
    { error: 'RATE_LIMIT_ERROR', retryAfter: 'soon', when: 'committed' },
    { error: 'HTTP_500', message: 'It "broke"', retryAfter: '-5' },
  ]) {
    const header = faultHeader(fault, 'error')
    expect(header).toHaveProperty('value')
    expect(readFaultItem('value' in header ? header.value : '', 'Mock-Fault')).toEqual({ fault })
  }
  expect(faultHeader({ status: 503, delay: 100.5 }, 'status')).toEqual({ value: '503;delay=100.5' })
})

test.each([
  [{ error: 'HTTP_500', details: { field: 'a' } }, 'details'],
  [{ error: 'HTTP_500', retryAfter: null }, 'retryAfter'],
  [{ error: 'HTTP_500', message: 'naïve' }, 'ASCII'],
  [{}, 'still to be chosen'],
])('what a header cannot say is told: %j', (fault, reason) => {
  expect(faultHeader(fault, 'error')).toEqual({ reason: expect.stringContaining(reason) })
})

test('what only the plan can do is told instead of a header', () => {
  expect(asHeader({ fault: { error: 'HTTP_500' }, times: 2 }, 'error', target)).toContain('times needs the plan')
  expect(asHeader({ sequence: ['pass', 'pass'] }, 'error', target)).toContain('a sequence of 2 steps needs the plan')
  expect(asHeader({ tenant: 'me', fault: { error: 'HTTP_500' } }, 'error', target)).toContain("'Mock-Fault: HTTP_500'")
})

test('curl is quoted for a shell, and names a token without showing it', () => {
  const entry = { fault: { error: 'HTTP_500', message: "It's $HOME" } }
  expect(asCurl(entry, target)).toContain(`-d '{"fault":{"error":"HTTP_500","message":"It'\\''s $HOME"}}'`)
  expect(asCurl(entry, target)).not.toContain('Token')
  expect(asCurl(entry, { ...target, hasToken: true })).toContain('"Mock-Control-Token: $MOCK_CONTROL_TOKEN"')
})

test.each([
  { a: 1, 'b-c': [true, null, 'x'], d: {} },
  { quote: `'"\\\n`, deep: { list: [{ one: '…' }] } },
])('a literal is the value again: %j', (value) => {
  expect(new Function(`return ${literal(value)}`)()).toEqual(value)
})

test('code and scenario hold the whole entry', () => {
  const entry = { tenant: 'me', fault: { transport: 'reset' }, times: 'always' }
  expect(asCode(entry)).toContain("mock.faults.add({ tenant: 'me', fault: { transport: 'reset' }, times: 'always' })")
  expect(asScenario(entry)).toBe('faults:\n  - {"tenant":"me","fault":{"transport":"reset"},"times":"always"}\n')
})
