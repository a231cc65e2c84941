import { expect, test } from 'vitest'
import { isControlTarget, locateControl } from './control-path.ts'

test.each(['/__mock', '/__mock/health', '/t/ci/__mock/faults', '/t/not%20a%20name/__mock/faults'])(
  '%s is for the control API',
  (target) => {
    expect(isControlTarget(target)).toBe(true)
  },
)

test.each([
  '/',
  '/api/v2/user-files',
  '/t/ci',
  '/t/ci/api/v2/__mock',
  '/t/ci/api/__mock',
  '/x/__mock',
  '/t//api/v2/files',
])('%s is not', (target) => {
  expect(isControlTarget(target)).toBe(false)
})

test('a target is taken apart', () => {
  expect(locateControl('/__mock/journal?after=3')).toEqual({
    path: '/journal',
    query: 'after=3',
    tenant: undefined,
    prefix: '/__mock',
  })
  expect(locateControl('/t/ci/__mock/faults')).toEqual({
    path: '/faults',
    query: '',
    tenant: 'ci',
    prefix: '/t/ci/__mock',
  })
  expect(locateControl('/t/not%20a%20name/__mock/faults')).toBeUndefined()
})
