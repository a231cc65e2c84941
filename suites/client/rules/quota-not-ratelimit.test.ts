import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { quotaNotRatelimit } from './quota-not-ratelimit.ts'

const code = 'USAGE_LIMIT_EXCEEDED'
const told = attempt(0, 429)
const quota = ended(429, {}, [code])
const rate = quotaNotRatelimit.scenarios.find(({ script }) => script[0]?.code === 'RATE_LIMIT_ERROR')
const waited = (at: number) => ({
  calls: [call([attempt(0, 429, { askedMs: 1_000 }), attempt(at)])],
  ...(rate && { scenario: rate }),
})

testClientRule(quotaNotRatelimit, [
  [
    'asked twice at once',
    [call([attempt(0, 429, { tookMs: 50 }), attempt(20, 429)], ended(429, {}, ['USAGE_LIMIT_EXCEEDED']))],
    'warn',
    /^2 attempts, though/,
  ],
  ['final', [call([told], quota)], 'pass', '1 attempt, then ApiError'],
  ['retried', [call([told, attempt(900, 429)], quota)], 'warn', '2 attempts (the second after 900 ms)'],
  [
    'hammered',
    { calls: [call([told, told, told], quota)], profile: { maxAttempts: 2 } },
    'fail',
    '3 attempts against a quota',
  ],
  ['the code is lost', [call([told], ended(429))], 'fail', 'lost the code: 1 attempt'],
  ['an exit code', [call([told], ended(false, { isBlind: true }))], 'pass', '1 attempt'],
  ['a success', [call([told])], 'fail', `took ${code} for a success`],
  ['no end', [call([told], null)], 'inconclusive', 'had not ended'],
  ['too fast, waited for', waited(1_000), 'pass', 'RATE_LIMIT_ERROR: came back after 1,000 ms'],
  ['too fast, early', waited(100), 'warn', 'RATE_LIMIT_ERROR: came back after 100 ms'],
  ['too fast, gave up', { ...waited(0), calls: [call([told], ended(429))] }, 'not-applicable', 'never came back'],
])
