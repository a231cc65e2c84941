import { answered, refused, testBackendRule } from '../hand-made.ts'
import { retryAfterIsPresent } from './retry-after-is-present.ts'

const without = { headers: { 'Retry-After': undefined } }

testBackendRule(retryAfterIsPresent, [
  ['a rate limit with it', [refused('RATE_LIMIT_ERROR')], 'pass', 'the one answer'],
  ['a rate limit without it', [refused('RATE_LIMIT_ERROR', without)], 'fail', '429 came without Retry-After'],
  ['overload without it', [refused('MEMORY_LIMIT_EXCEEDED', without)], 'fail', '503 came without Retry-After'],
  [
    'a concurrency limit without it',
    [refused('CONCURRENT_UPLOAD_LIMIT_EXCEEDED', without)],
    'fail',
    '429 came without',
  ],
  ['a 429 of another form', [answered(429, { body: { detail: 'slow down' } })], 'fail', '429 came without'],
  ['a monthly limit needs none', [refused('USAGE_LIMIT_EXCEEDED')], 'not-provoked', '--allow bursts'],
  [
    'a limit of some kind that was asked for',
    [answered(429, { intent: 'used-up-month', body: {} })],
    'not-provoked',
    '--allow bursts',
  ],
  ['a provider that failed needs none', [refused('VLM_PROVIDER_ERROR')], 'not-provoked', '--allow bursts'],
  ['nothing of the kind', [refused('HTTP_404')], 'not-provoked', '--allow bursts'],
])
