import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { abortDuringWait, afterCancelled } from './abort-during-wait.ts'

const told = attempt(0, 429, { askedMs: 4_000 })
const abort = ended(false, { name: 'AbortError' })
const cancelled = (settledMs: number, outcome = abort) => [call([told], outcome, { cancelledMs: 700, settledMs })]

const gone = call([told], abort, { cancelledMs: 300, settledMs: 300 })
const then = (...calls: Parameters<typeof call>[]) => ({
  scenario: afterCancelled,
  calls: [gone, gone, ...calls.map((one) => call(...one))],
})

testClientRule(abortDuringWait, [
  ['at once', cancelled(700), 'pass', 'ended 0 ms after it was cancelled'],
  [
    'with an abort that holds the 429',
    cancelled(700, ended(429, { name: 'AbortError' })),
    'pass',
    'AbortError with status 429',
  ],
  ['with the 429', cancelled(700, ended(429)), 'fail', 'that is no abort'],
  ['late', cancelled(4_000), 'fail', 'ended 3,300 ms after'],
  ['sends more', [call([told, attempt(4_000)], abort, { cancelledMs: 700 })], 'fail', 'sent 1 attempt after'],
  ['no end', [call([told], null, { cancelledMs: 700 })], 'fail', 'had not ended'],
  ['had ended', cancelled(0, ended(429)), 'not-applicable', 'had ended before'],
  ['nobody cancelled', [call([told], null)], 'inconclusive', 'was never cancelled'],
  ['the next is made', then([[attempt(0)], ended(200)]), 'pass', 'the next call was made after 2 cancelled calls'],
  ['the next ends by itself', then([[], ended(false)]), 'pass', 'the next call was made after 2'],
  ['the next waits for its answer', then([[attempt(0)], null]), 'pass', 'the next call was made after 2'],
  ['the next hangs', then([[], null, { watchedMs: 400_000 }]), 'fail', 'hung after 2 cancelled calls'],
  [
    'none was cancelled',
    { scenario: afterCancelled, calls: [call([told], abort)] },
    'not-applicable',
    'no call waited',
  ],
  [
    'each had ended before it was to be cancelled',
    {
      scenario: afterCancelled,
      calls: [call([told], abort, { cancelledMs: 300, settledMs: 299 }), call([attempt(0)])],
    },
    'not-applicable',
    'no call waited',
  ],
  ['no way', { calls: cancelled(4_000), profile: { isCancellable: false } }, 'not-applicable', 'cannot be cancelled'],
  ['the next is cancelled with them', then([[], abort]), 'fail', 'ended with AbortError and sent nothing after 2'],
])
