import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { raNotOverlong } from './ra-not-overlong.ts'

const asked = attempt(0, 429, { askedMs: 2_000 })
const back = (at: number) => [call([asked, attempt(at)])]

testClientRule(raNotOverlong, [
  ['as long as asked', back(2_000), 'pass', 'came back after 2,000 ms, asked for 2,000 ms'],
  ['two seconds more', back(4_000), 'pass', '4,000 ms'],
  ['three times as long', back(6_000), 'warn', '6,000 ms, asked for 2,000 ms; up to 4,330 ms would do'],
  [
    'the second wait',
    [call([asked, attempt(2_000, 429, { askedMs: 9_000 }), attempt(22_000)])],
    'warn',
    '20,000 ms, asked for 9,000 ms',
  ],
  [
    'still waiting',
    [call([asked], null, { watchedMs: 45_000 })],
    'warn',
    'still waiting after 45,000 ms, asked for 2,000',
  ],
  ['not watched for long', [call([asked], null, { watchedMs: 3_000 })], 'not-applicable', 'never came back'],
  ['gave up', [call([asked], ended(429))], 'not-applicable', 'never came back'],
])
