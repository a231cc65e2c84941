import { answered, refused, testBackendRule } from '../hand-made.ts'
import { unparsableBodyIs400 } from './unparsable-body-is-400.ts'

const broken = { intent: 'unparsable-body', operation: 'searchImages', method: 'POST' } as const

testBackendRule(unparsableBodyIs400, [
  ['400', [refused('VALIDATION_ERROR', { ...broken, status: 400 })], 'pass', 'the one answer'],
  ['422', [refused('VALIDATION_ERROR', broken)], 'warn', '422, which is for well-formed ones'],
  ['500', [refused('HTTP_500', broken)], 'fail', 'answered with 500'],
  ['200', [answered(200, broken)], 'fail', 'answered with 200'],
  ['no search there', [refused('HTTP_404', broken)], 'not-provoked', 'searchImages'],
  ['throttled', [refused('RATE_LIMIT_ERROR', broken)], 'inconclusive', 'throttled'],
  ['nobody tried', [], 'not-provoked', 'Nobody sent'],
])
