import { answered, testBackendRule } from '../hand-made.ts'
import { rateLimitRemainingIsWithinLimit } from './rate-limit-remaining-is-within-limit.ts'

const rate = (limit: number | string, remaining: number) => [
  answered(200, { headers: { 'X-RateLimit-Limit': limit, 'X-RateLimit-Remaining': remaining } }),
]

testBackendRule(rateLimitRemainingIsWithinLimit, [
  ['less', rate(100, 99), 'pass', 'the one answer'],
  ['equal', rate(100, 100), 'pass', 'the one answer'],
  ['more', rate(100, 101), 'fail', 'more than X-RateLimit-Limit'],
  ['no number', rate('many', 101), 'not-provoked', 'No answer carried'],
  ['none', [answered(200)], 'not-provoked', 'No answer carried'],
])
