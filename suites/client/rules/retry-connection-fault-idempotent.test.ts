import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { retryConnectionFaultIdempotent } from './retry-connection-fault-idempotent.ts'

const broken = (at: number) => attempt(at, 500)
const twice = retryConnectionFaultIdempotent.scenarios.find(({ script }) => script[0]?.times === 2)
const seen = (...at: number[]) => ({
  calls: [call([broken(0), ...at.map((one) => broken(one))])],
  ...(twice && { scenario: twice }),
})

testClientRule(retryConnectionFaultIdempotent, [
  ['retried', [call([broken(0), attempt(1)])], 'pass', '2 attempts, then a success'],
  ['gave up', [call([broken(0)], ended(false))], 'warn', '1 attempt, then ApiError'],
  ['no end', [call([broken(0)], null)], 'inconclusive', 'no end'],
  ['twice, with a backoff', seen(0, 900), 'pass', '3 attempts'],
  ['twice, at once', seen(0, 10), 'warn', 'the second retry came after 10 ms'],
  ['twice, gave up at the second', seen(0), 'warn', '2 attempts'],
])
