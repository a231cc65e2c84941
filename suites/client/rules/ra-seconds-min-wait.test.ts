import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { realClock, scaledClock } from '../run.ts'
import { raSecondsMinWait } from './ra-seconds-min-wait.ts'

const asked = attempt(0, 429, { askedMs: 2_000 })
const back = (at: number) => [call([asked, attempt(at)])]

testClientRule(raSecondsMinWait, [
  ['to the millisecond', back(2_000), 'pass', 'came back after 2,000 ms, asked for 2,000 ms'],
  ['within the tolerance of the clock', back(1_999), 'pass', 'came back after 1,999 ms'],
  ['beyond the tolerance of the clock', back(1_998), 'fail', '2 ms early, tolerance 1 ms'],
  ['on a real clock', { calls: back(1_985), clock: realClock }, 'pass', '1,985 ms'],
  ['too early on a real clock', { calls: back(1_979), clock: realClock }, 'fail', '21 ms early, tolerance 20 ms'],
  ['on a clock that runs faster', { calls: back(1_970), clock: scaledClock(20) }, 'pass', '1,970 ms'],
  [
    'early by what a busy machine may be late',
    { calls: back(1_650), clock: { ...scaledClock(20), doubtMs: 600 } },
    'inconclusive',
    '1,650 ms, asked for 2,000 ms: 350 ms early, tolerance 40 ms: fail or pass, which hangs on less than this machine may be late (600 ms)',
  ],
  [
    'counted from the answer, not from the request',
    [call([attempt(0, 503, { askedMs: 2_000, tookMs: 50 }), attempt(2_010)])],
    'fail',
    '40 ms early',
  ],
  ['one call of two', [...back(2_000), ...back(500)], 'fail', '1,500 ms early'],
  ['all of two', [...back(2_000), ...back(2_100)], 'pass', 'the first of 2 came back after 2,000 ms'],
  [
    'none of two',
    [call([asked], ended(429)), call([asked], ended(false))],
    'not-applicable',
    /ApiError with status 429/,
  ],
  [
    'the second wait',
    [call([asked, attempt(2_000, 429, { askedMs: 9_000 }), attempt(4_000)])],
    'fail',
    'came back after 2,000 ms, asked for 9,000 ms',
  ],
  ['never again', [call([asked], ended(429))], 'not-applicable', 'never came back'],
])
