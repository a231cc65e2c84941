import { answered, type HandMadeFields, handMadeMs, refused, testBackendRule } from '../hand-made.ts'
import { rateLimitRemainingFalls } from './rate-limit-remaining-falls.ts'

/** Reads so many milliseconds apart, each with this Remaining. */
const reads = (limit: number, apartMs: number, remaining: readonly number[], fields: HandMadeFields = {}) =>
  remaining.map((value, index) =>
    answered(200, {
      sentMs: handMadeMs + index * apartMs,
      headers: { 'X-RateLimit-Limit': limit, 'X-RateLimit-Remaining': value },
      ...fields,
    }),
  )
const six = (value: number) => Array.from({ length: 6 }, () => value)

testBackendRule(rateLimitRemainingFalls, [
  ['it falls', reads(100, 100, [99, 98, 97, 96]), 'pass', '4 answers'],
  ['a window that slides', reads(100, 100, [90, 89, 91, 90]), 'pass', '4 answers'],
  ['a bucket that fills faster than it is emptied', reads(500, 150, six(499)), 'not-provoked', 'Too few successes'],
  ['it stands still', reads(100, 10, six(99)), 'fail', 'stood still'],
  [
    'it stands still, and errors do not count',
    [...reads(100, 10, six(99)).slice(0, 3), ...[1, 2, 3].map(() => refused('HTTP_404'))],
    'not-provoked',
    'Too few',
  ],
  [
    'each class has a window of its own',
    [...reads(100, 10, [99, 98]), ...reads(30, 10, [29, 28])],
    'pass',
    '4 answers',
  ],
  ['one class stands still', [...reads(100, 10, [99, 98]), ...reads(30, 10, six(29))], 'fail', 'stood still'],
  [
    'each key has a window of its own',
    [...reads(100, 10, [9, 9, 9]), ...reads(100, 10, [9, 9, 9], { credential: 'other' })],
    'not-provoked',
    'Too few',
  ],
  ['nothing left is not standing still', reads(100, 10, six(0)), 'not-provoked', 'Too few'],
  ['what was asked for does not count', reads(100, 10, six(99), { isInjected: true }), 'not-provoked', 'Too few'],
  ['as many as must show', reads(60, 1_000, six(59).slice(0, 5), { elapsedMs: 0 }), 'not-provoked', 'Too few'],
  ['four beyond what comes back', reads(60, 0, six(59).slice(0, 5), { elapsedMs: 0 }), 'fail', 'stood still'],
  ['three beyond what comes back', reads(60, 0, six(59).slice(0, 4), { elapsedMs: 0 }), 'not-provoked', 'Too few'],
  [
    'what came back while the last took its time',
    reads(60, 0, six(59).slice(0, 5), { elapsedMs: 20 }),
    'not-provoked',
    'Too few',
  ],
  ['one left is enough to stand still', reads(100, 10, six(1)), 'fail', 'stood still'],
  ['an order of their own', reads(100, 10, six(99)).toReversed(), 'fail', 'stood still'],
  [
    'refusals and redirects do not count',
    [...reads(100, 10, six(99)).map((one) => ({ ...one, answer: one.answer && { ...one.answer, status: 300 } }))],
    'not-provoked',
    'Too few',
  ],
  [
    'no limit is told',
    [
      answered(200, { headers: { 'X-RateLimit-Remaining': 9 } }),
      answered(200, { headers: { 'X-RateLimit-Remaining': 8 } }),
    ],
    'not-provoked',
    'Too few',
  ],
  ['one answer', reads(100, 10, [99]), 'not-provoked', 'Too few'],
])
