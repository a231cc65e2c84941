import { answered, refused, testBackendRule } from '../hand-made.ts'
import { retryAfterOnlyWhereItHelps } from './retry-after-only-where-it-helps.ts'

const later = { headers: { 'Retry-After': 5 } }

testBackendRule(retryAfterOnlyWhereItHelps, [
  ['a 404 without it', [refused('HTTP_404')], 'pass', 'the one answer'],
  ['a 404 with it', [refused('HTTP_404', later)], 'warn', 'HTTP_404 came with Retry-After'],
  ['a bad key with it', [refused('INVALID_API_KEY', later)], 'warn', 'INVALID_API_KEY came with Retry-After'],
  ['where it may help', [refused('VLM_PROVIDER_ERROR', later)], 'not-provoked', 'No error was answered'],
  ['no known code', [answered(404, { body: {}, ...later })], 'not-provoked', 'No error was answered'],
])
