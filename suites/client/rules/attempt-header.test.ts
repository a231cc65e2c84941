import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { attemptHeader } from './attempt-header.ts'

const plain = ['User-Agent', 'retry/1', 'Accept', '*/*']

const second = (headers: readonly string[]) => [call([attempt(0, 500), attempt(900, 200, { headers })])]

testClientRule(attemptHeader, [
  [
    'among others, whose values speak of retries',
    [
      call([
        attempt(0, 500, { headers: [...plain] }),
        attempt(900, 200, { headers: [...plain, 'X-Attempt', '2', 'X-Retry', '1'] }),
      ]),
    ],
    'pass',
    'the second attempt says X-Attempt: 2, X-Retry: 1',
  ],
  [
    'only in a value',
    [call([attempt(0, 500), attempt(900, 200, { headers: ['User-Agent', 'retry-sdk-request/1'] })])],
    'warn',
    'looks like a first',
  ],
  ['announced', second(['X-Retry-Count', '1']), 'pass', 'the second attempt says X-Retry-Count: 1'],
  ['silent', second([]), 'warn', 'looks like a first'],
  ['one attempt', [call([attempt(0, 500)], ended(500))], 'not-applicable', 'never came back'],
])
