import { answered, refused, testBackendRule } from '../hand-made.ts'
import { spentKeyIsNamed } from './spent-key-is-named.ts'

const expired = { intent: 'expired-key', credential: 'expired', operation: 'listFiles' } as const
const deactivated = { intent: 'deactivated-key', credential: 'deactivated', operation: 'listFiles' } as const

testBackendRule(spentKeyIsNamed, [
  ['an expired key', [refused('EXPIRED_API_KEY', expired)], 'pass', 'the one answer'],
  [
    'a deactivated key, with 403',
    [refused('DEACTIVATED_API_KEY', { ...deactivated, status: 403 })],
    'pass',
    'the one answer',
  ],
  ['an expired key is taken', [answered(200, expired)], 'fail', 'The key was taken (200); EXPIRED_API_KEY was due'],
  ['a deactivated key is taken', [answered(200, deactivated)], 'fail', 'DEACTIVATED_API_KEY was due'],
  ['another status', [refused('VALIDATION_ERROR', expired)], 'warn', 'refused with 422; 401 or 403'],
  [
    'called invalid',
    [refused('INVALID_API_KEY', expired)],
    'fail',
    'refused as "INVALID_API_KEY", not as EXPIRED_API_KEY',
  ],
  ['called expired', [refused('EXPIRED_API_KEY', deactivated)], 'fail', 'not as DEACTIVATED_API_KEY'],
  [
    'a code that is none',
    [refused('HTTP_404', { ...expired, status: 401, error: { code: 7 } })],
    'pass',
    'the one answer',
  ],
  ['the lowest status of a refusal', [answered(400, expired)], 'warn', 'refused with 400'],
  ['the highest of a key that is taken', [answered(399, { ...expired, isInjected: true })], 'fail', 'was taken (399)'],
  ['a form without codes', [answered(401, { ...expired, body: {} })], 'pass', 'the one answer'],
  ['nobody tried', [], 'not-provoked', 'AIONVISION_EXPIRED_API_KEY'],
])
