import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { virtualClock } from '../run.ts'
import { ratelimitResetUnderstood } from './ratelimit-reset-understood.ts'

const told = attempt(0, 429)
const back = (at: number) => [call([told, attempt(at)])]

const hasty = ratelimitResetUnderstood.background?.map((scenario) => ({
  scenario,
  clock: virtualClock,
  calls: back(1),
}))

testClientRule(ratelimitResetUnderstood, [
  ['always at once', { calls: back(1), others: hasty ?? [] }, 'not-applicable', 'it always comes back at once'],
  ['in its unit', back(3_000), 'pass', 'came back after 3,000 ms'],
  ['not at all', back(800), 'pass', 'came back after 800 ms'],
  ['an epoch for milliseconds', back(1), 'fail', 'taken for milliseconds, or for a delta'],
  ['an epoch for a delta, cut to a minute and more', back(90_000), 'fail', 'taken for a delta'],
  ['an epoch for a delta', [call([told], null)], 'fail', 'still waiting after 3,600,000 ms'],
  ['gave up', [call([told], ended(429))], 'not-applicable', 'never came back'],
  ['not watched for long', [call([told], null, { watchedMs: 9_000 })], 'not-applicable', 'never came back'],
])
