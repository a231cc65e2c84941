import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { virtualClock } from '../run.ts'
import { clockSkew } from './clock-skew.ts'

const [ahead, behind] = clockSkew.scenarios
const told = attempt(0, 429)
const back = (at: number, scenario = ahead) => ({ calls: [call([told, attempt(at)])], ...(scenario && { scenario }) })

const deaf = clockSkew.background?.map((scenario) => ({
  scenario,
  clock: virtualClock,
  calls: [call([attempt(0, 429, { askedMs: 4_000 }), attempt(800)])],
}))

testClientRule(clockSkew, [
  ['no dates at all', { ...back(800), others: deaf ?? [] }, 'not-applicable', 'reads no dates'],
  ['by the Date', back(4_000), 'pass', 'came back after 4,000 ms, asked for 4,000 ms'],
  ['rounded', back(3_000), 'pass', '3,000 ms'],
  ['with jitter', back(7_000), 'pass', '7,000 ms'],
  ['too early', back(900, behind), 'warn', 'whose clock is an hour behind: it trusts its own clock'],
  ['an hour late', back(3_604_000), 'warn', 'whose clock is an hour ahead'],
  ['still waiting', [call([told], null)], 'warn', 'still waiting after 3,600,000 ms'],
  ['gave up', [call([told], ended(429))], 'not-applicable', 'never came back'],
])
