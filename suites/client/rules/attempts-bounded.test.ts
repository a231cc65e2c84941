import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { realClock, virtualClock } from '../run.ts'
import { attemptsBounded, silent } from './attempts-bounded.ts'

const [serverError, rateLimit] = attemptsBounded.scenarios
const circle = attemptsBounded.scenarios.find(({ script }) => script[0]?.status === 307)
const made = (count: number, outcome: ReturnType<typeof ended> | null = ended(500)) =>
  call(
    Array.from({ length: count }, (_, index) => attempt(index * 1_000, 500)),
    outcome,
  )
const turns = (count: number, outcome?: null) => ({
  calls: [made(count, outcome)],
  ...(circle && { scenario: circle }),
})
const others = serverError ? [{ scenario: serverError, clock: virtualClock, calls: [made(4)] }] : []
const limited = (count: number) => ({ calls: [made(count)], others, ...(rateLimit && { scenario: rateLimit }) })
/** Attempts that nobody answered, told a timeout of 700 ms on a machine that may be so late. */
const unanswered = (count: number, doubtMs: number) => ({
  calls: [made(count)],
  others,
  scenario: silent,
  clock: { ...realClock, doubtMs },
})

testClientRule(attemptsBounded, [
  ['four', [made(4)], 'pass', '4 attempts, then it gave up'],
  ['eleven', [made(11)], 'fail', '11 attempts; the most is 10'],
  ['still going', [made(11, null)], 'fail', '11 attempts and still going'],
  ['more than declared', { calls: [made(4)], profile: { maxAttempts: 3 } }, 'fail', '4 attempts; it declares 3'],
  ['no end', [made(4, null)], 'inconclusive', '4 attempts in 3,600,000 ms'],
  ['the same for each fault', limited(4), 'pass', '4 attempts'],
  ['others for each fault', limited(2), 'warn', '2 attempts here, but 4 after 500'],
  ['fewer of which one may have been given up before it came', unanswered(3, 351), 'inconclusive', '3 attempts here'],
  ['fewer, with time to come', unanswered(3, 350), 'warn', '3 attempts here, but 4 after 500'],
  ['a circle of redirects, left four times', turns(84), 'pass', '84 requests in a circle'],
  ['a circle of redirects, for ever', turns(200), 'fail', '200 requests in a circle'],
  ['a circle without an end', turns(5, null), 'inconclusive', 'had not ended'],
  [
    'goes on after its end',
    [call([attempt(0, 500), attempt(900, 500)], ended(500), { settledMs: 0 })],
    'fail',
    'sent 1 attempt after its caller had the outcome',
  ],
])
