import { answered, refused, testBackendRule } from '../hand-made.ts'
import { foreignResourceIs404 } from './foreign-resource-is-404.ts'

const file = { operation: 'getFile', path: '/user-files/1' } as const
const own = answered(200, { ...file, intent: 'success', body: {} })
const foreign = { ...file, intent: 'foreign-resource', credential: 'other' } as const

testBackendRule(foreignResourceIs404, [
  ['404', [own, refused('HTTP_404', foreign)], 'pass', 'the one answer'],
  ['403', [own, refused('AUTHZ_ERROR', foreign)], 'fail', '403 reveals that the file of another account exists'],
  ['handed out', [own, answered(200, foreign)], 'fail', 'was handed out (200)'],
  [
    'its owner cannot read it either',
    [refused('HTTP_404', { ...file, intent: 'success' }), refused('HTTP_404', foreign)],
    'not-provoked',
    'that its owner could read',
  ],
  [
    'its owner read another',
    [answered(200, { ...file, path: '/user-files/2', intent: 'success' }), refused('HTTP_404', foreign)],
    'not-provoked',
    'that its owner could read',
  ],
  ['nobody asked', [own], 'not-provoked', 'AIONVISION_OTHER_API_KEY'],
])
