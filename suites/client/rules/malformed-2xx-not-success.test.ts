import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { malformed2xxNotSuccess } from './malformed-2xx-not-success.ts'

const many = Array.from({ length: 11 }, (_, index) => attempt(index))

testClientRule(malformed2xxNotSuccess, [
  ['an error', [call([attempt(0)], ended(false))], 'pass', '1 attempt, then ApiError'],
  ['passed on', [call([attempt(0)])], 'fail', 'passed it on: 1 attempt'],
  ['too many', [call(many, ended(false))], 'fail', '11 attempts'],
  [
    'more than declared',
    { calls: [call(many.slice(0, 3), ended(false))], profile: { maxAttempts: 2 } },
    'fail',
    '3 attempts',
  ],
  ['no end yet', [call([attempt(0)], null, { watchedMs: 60_000 })], 'inconclusive', 'no end'],
  ['hung', [call([attempt(0)], null)], 'fail', 'neither an end nor another attempt in the 3,600,000 ms'],
  [
    'a downloader',
    { calls: [call([attempt(0)])], profile: { parsesJson: false } },
    'not-applicable',
    'bodies on unread',
  ],
])
