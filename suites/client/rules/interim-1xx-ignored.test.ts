import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { interim1xxIgnored } from './interim-1xx-ignored.ts'

const [, unavailable] = interim1xxIgnored.scenarios
const seen = (calls: readonly ReturnType<typeof call>[]) => ({ calls, ...(unavailable && { scenario: unavailable }) })

testClientRule(interim1xxIgnored, [
  ['skipped', [call([attempt(0)])], 'pass', '1 attempt, then a success'],
  ['an error', [call([attempt(0)], ended(500))], 'fail', '1 attempt, then ApiError'],
  ['taken for the answer', [call([attempt(0)], ended(103))], 'fail', 'took the 103 for the answer'],
  ['fell over it', [call([attempt(0)], ended(false, { name: 'SyntaxError' }))], 'fail', 'took the 103'],
  ['before a 503, retried', seen([call([attempt(0, 503), attempt(1_000)])]), 'pass', '2 attempts'],
  ['before a 503, a success', seen([call([attempt(0, 503)])]), 'fail', 'though the answer was 503'],
  ['no end', [call([attempt(0)], null)], 'inconclusive', 'no end'],
])
