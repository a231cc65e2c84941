import { answered, refused, testBackendRule, unanswered } from '../hand-made.ts'
import { answerKeepsTheKey } from './answer-keeps-the-key.ts'

testBackendRule(answerKeepsTheKey, [
  ['a key that stays where it was sent', [answered(200)], 'pass', 'the one answer'],
  ['a key in a success', [answered(200, { echoesCredential: true })], 'fail', 'The answer holds the key that was sent'],
  [
    'a made-up key in a refusal',
    [refused('INVALID_API_KEY', { credential: 'unknown', echoesCredential: true })],
    'fail',
    'holds the key',
  ],
  [
    'a key in a redirect',
    [answered(307, { echoesCredential: true, headers: { Location: '/x' } })],
    'fail',
    'holds the key',
  ],
  ['no key was sent', [answered(401, { credential: 'none' })], 'not-provoked', 'No request with a key'],
  ['no answer', [unanswered('reset')], 'not-provoked', 'No request with a key'],
])
