import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { errorTellsAttempts } from './error-tells-attempts.ts'

const told = (attempts: number | null) => {
  const { found } = ended(500)
  return [call([attempt(0, 500), attempt(900, 500)], ended(500, { found: { ...found, attempts } }))]
}

testClientRule(errorTellsAttempts, [
  ['right', told(2), 'pass', 'ApiError says 2 attempts'],
  ['wrong', told(3), 'warn', 'ApiError says 3, it made 2'],
  ['not at all', told(null), 'warn', 'does not say that it made 2'],
  ['an exit code', [call([attempt(0, 500)], ended(false, { isBlind: true }))], 'not-applicable', 'only an exit code'],
  ['no end', [call([attempt(0, 500)], null)], 'inconclusive', 'had not ended'],
])
