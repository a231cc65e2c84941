import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { earlyAnswerSurvives } from './early-answer-survives.ts'

const early = attempt(0, 413)

testClientRule(earlyAnswerSurvives, [
  ['the outcome', [call([early], ended(413, {}, ['HTTP_413']))], 'pass', 'ApiError with status 413'],
  ['found deep inside', [call([early], ended(false, {}, [413, 'HTTP_413']))], 'pass', '1 attempt'],
  ['without its code', [call([early], ended(413))], 'warn', 'its code is lost'],
  ['a broken pipe', [call([early], ended(false, { message: 'write EPIPE' }))], 'warn', 'EPIPE): the 413 is lost'],
  ['a success', [call([early])], 'warn', 'took 413 for a success'],
  ['an exit code', [call([early], ended(false, { isBlind: true }))], 'not-applicable', 'only an exit code'],
  ['no end', [call([early], null)], 'inconclusive', 'no end'],
  ['nothing', [call([], ended(false))], 'not-applicable', 'does not send such a body'],
])
