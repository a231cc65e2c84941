import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { retryBudget } from './retry-budget.ts'

const made = (count: number) =>
  call(
    Array.from({ length: count }, (_, index) => attempt(index, 500)),
    ended(500),
  )

testClientRule(retryBudget, [
  ['stops', [made(4), made(1), made(1), made(1)], 'pass', '7 requests for 4 calls, 1 for the last'],
  ['goes on', [made(4), made(4)], 'warn', '8 requests for 2 calls, 4 for the last'],
  ['retries again', [made(3), made(1), made(1), made(2)], 'warn', '7 requests for 4 calls, 2 for the last'],
  ['late', [made(4), made(4), made(1)], 'warn', '9 requests for 3 calls'],
  ['opens a circuit breaker', [made(4), made(0), made(0)], 'pass', '4 requests for 3 calls, 0 for the last'],
  ['no retries', [made(1), made(1)], 'not-applicable', 'makes only one attempt'],
])
