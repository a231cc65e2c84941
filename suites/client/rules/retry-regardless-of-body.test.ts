import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { virtualClock } from '../run.ts'
import { retryRegardlessOfBody } from './retry-regardless-of-body.ts'

const made = (count: number, outcome: ReturnType<typeof ended> | null = ended(429)) =>
  call(
    Array.from({ length: count }, (_, index) => attempt(index * 900, 429)),
    outcome,
  )
const seen = (count: number, usual: number, outcome?: ReturnType<typeof ended> | null) => ({
  calls: [made(count, outcome)],
  others:
    retryRegardlessOfBody.background?.map((scenario) => ({ scenario, clock: virtualClock, calls: [made(usual)] })) ??
    [],
})
const broken = retryRegardlessOfBody.scenarios.find(({ script }) => script[0]?.transport)

testClientRule(retryRegardlessOfBody, [
  ['the same', seen(3, 3), 'pass', '3 attempts, then ApiError'],
  ['fewer', seen(1, 3), 'fail', '1 attempt, then ApiError with status 429; with the envelope it makes 3 attempts'],
  ['more', seen(3, 1), 'fail', 'with the envelope it makes 1 attempt'],
  ['fell over it', seen(1, 3, ended(false, { name: 'SyntaxError' })), 'fail', 'fell over the body'],
  ['no retries', seen(1, 1), 'not-applicable', 'it does not retry this status'],
  ['no end', seen(1, 3, null), 'inconclusive', 'no end'],
  [
    'a broken connection is retried, the status is not',
    { ...seen(2, 1), ...(broken && { scenario: broken }) },
    'not-applicable',
    'it does not retry 503, but the broken connection',
  ],
  ['a body that breaks off', { ...seen(2, 2), ...(broken && { scenario: broken }) }, 'pass', '2 attempts'],
])
