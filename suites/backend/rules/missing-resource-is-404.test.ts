import { answered, refused, testBackendRule } from '../hand-made.ts'
import { missingResourceIs404 } from './missing-resource-is-404.ts'

const missing = { intent: 'missing-resource', operation: 'getFile' } as const
const nowhere = { intent: 'unknown-path', path: '/no-such-path' } as const
const read = answered(200, { intent: 'success', operation: 'getFile', body: {} })
const listed = answered(200, { intent: 'success', operation: 'listFiles', body: {} })
const forbidden = refused('AUTHZ_ERROR', { intent: 'success', operation: 'getFile' })

testBackendRule(missingResourceIs404, [
  ['an id that names nothing, of what can be read', [read, refused('HTTP_404', missing)], 'pass', 'the one answer'],
  ['an id that names nothing, of what can be listed', [listed, refused('HTTP_404', missing)], 'pass', 'the one answer'],
  ['an unknown path', [refused('HTTP_404', nowhere)], 'pass', 'the one answer'],
  ['a 404 of any form', [read, answered(404, { ...missing, body: 'Not Found' })], 'pass', 'the one answer'],
  [
    'an id is called invalid',
    [read, refused('VALIDATION_ERROR', { ...missing, status: 400 })],
    'fail',
    'An id that names nothing was answered with 400',
  ],
  ['an id is found all the same', [answered(200, { ...missing, body: {} })], 'fail', 'answered with 200'],
  [
    'an unknown path is a page',
    [answered(200, { ...nowhere, body: '<html>' })],
    'fail',
    'An unknown path was answered with 200',
  ],
  [
    'a route that may not be there',
    [refused('HTTP_404', missing)],
    'not-provoked',
    'nothing shows that getFile is there',
  ],
  ['a key that may not read', [forbidden, refused('HTTP_404', missing)], 'inconclusive', 'a key with the scope read'],
  [
    'a key that may not read, refused twice',
    [forbidden, refused('AUTHZ_ERROR', missing)],
    'inconclusive',
    'may not do getFile (403)',
  ],
  ['nobody asked', [refused('HTTP_404')], 'not-provoked', 'Nobody asked'],
])
