import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { attemptHeader } from './attempt-header.ts'

const second = (headers: readonly string[]) => [call([attempt(0, 500), attempt(900, 200, { headers })])]

testClientRule(attemptHeader, [
  ['announced', second(['X-Retry-Count', '1']), 'pass', 'the second attempt says X-Retry-Count: 1'],
  ['silent', second([]), 'warn', 'looks like a first'],
  ['one attempt', [call([attempt(0, 500)], ended(500))], 'not-applicable', 'never came back'],
])
