import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { retry5xxIdempotent } from './retry-5xx-idempotent.ts'

const final = retry5xxIdempotent.scenarios.find(({ script }) => script[0]?.status === 501)
const seen = (calls: readonly ReturnType<typeof call>[]) => ({ calls, ...(final && { scenario: final }) })

testClientRule(retry5xxIdempotent, [
  ['retried', [call([attempt(0, 500), attempt(900)])], 'pass', '2 attempts after 500'],
  ['gave up', [call([attempt(0, 500)], ended(500))], 'warn', 'gave up at the first 500'],
  ['no end', [call([attempt(0, 500)], null)], 'inconclusive', 'had not ended'],
  ['501 once', seen([call([attempt(0, 501)], ended(501))]), 'pass', '1 attempt after 501'],
  ['501 again', seen([call([attempt(0, 501), attempt(900)])]), 'warn', '2 attempts after 501, which no retry changes'],
])
