import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { abortInFlight } from './abort-in-flight.ts'

const stalled = attempt(0, null)
const abort = ended(false, { name: 'AbortError' })
const [inFlight, , , beforehand] = abortInFlight.scenarios
const cancelled = (settledMs: number, outcome = abort, attempts = [stalled]) => [
  call(attempts, outcome, { cancelledMs: 300, settledMs }),
]
const before = (attempts: Parameters<typeof call>[0], outcome: Parameters<typeof call>[1]) => ({
  calls: [call(attempts, outcome, { cancelledMs: 0 })],
  ...(beforehand && { scenario: beforehand }),
})

testClientRule(abortInFlight, [
  ['at once', cancelled(300), 'pass', 'ended 0 ms after it was cancelled'],
  ['late', cancelled(10_000), 'fail', 'ended 9,700 ms after'],
  ['with another error', cancelled(310, ended(503)), 'fail', 'that is no abort'],
  [
    'with an abort that holds an earlier status',
    cancelled(310, ended(429, { name: 'CanceledError' })),
    'pass',
    '10 ms',
  ],
  ['with a success', cancelled(310, ended(true)), 'fail', 'that is no abort'],
  ['goes on', cancelled(300, abort, [stalled, attempt(900)]), 'fail', 'sent 1 attempt after it was cancelled'],
  ['never ends', [call([stalled], null, { cancelledMs: 300 })], 'fail', 'had not ended'],
  ['had ended', cancelled(200), 'not-applicable', 'had ended before'],
  ['nobody cancelled', [call([stalled], null)], 'inconclusive', 'was never cancelled'],
  ['beforehand', before([], abort), 'pass', 'it sent nothing'],
  ['beforehand, and sent', before([attempt(0)], abort), 'fail', 'sent 1 request although'],
  ['beforehand, no end', before([], null), 'fail', 'had not ended'],
  ['beforehand, a success', before([], ended(true)), 'fail', 'gave a success'],
  [
    'no way to cancel',
    { calls: cancelled(900), profile: { isCancellable: false }, ...(inFlight && { scenario: inFlight }) },
    'not-applicable',
    'cannot be cancelled',
  ],
])
