import { answered, testBackendRule, unanswered } from '../hand-made.ts'
import { everyRequestIsAnswered } from './every-request-is-answered.ts'

testBackendRule(everyRequestIsAnswered, [
  ['an answer to each', [answered(200), answered(500)], 'pass', 'all 2 requests'],
  ['one lost', [answered(200), unanswered('the connection was reset')], 'fail', 'the connection was reset'],
  ['given up by who asked', [answered(200), unanswered('gone', { failureKind: 'aborted' })], 'pass', 'all 1 requests'],
  ['not in the recording', [unanswered('not recorded', { failureKind: 'unrecorded' })], 'not-provoked', 'No request'],
  ['nothing sent', [], 'not-provoked', 'No request'],
])
