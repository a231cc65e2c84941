import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { virtualClock } from '../run.ts'
import { plain } from './ra-http-date.ts'
import { raHttpDateObsolete } from './ra-http-date-obsolete.ts'

const plainRun = { scenario: plain, clock: virtualClock, calls: [call([attempt(0, 429), attempt(900)])] }
const told = attempt(0, 429, { askedMs: 4_000, dueMs: attempt(0).atMs + 4_000 })

testClientRule(raHttpDateObsolete, [
  ['on the date', [call([told, attempt(4_000)])], 'pass', 'came back 0 ms after'],
  ['early', [call([told, attempt(800)])], 'warn', 'came back 3,200 ms before the date'],
  ['by the local time of India', [call([told], null)], 'warn', 'still waiting'],
  ['fell over it', [call([told], ended(false, { name: 'ValueError' }))], 'warn', 'fell over the date'],
  [
    'lost the answer over it',
    { calls: [call([told], ended(false))], others: [plainRun] },
    'warn',
    'fell over the date',
  ],
  ['loses every answer', [call([told], ended(false))], 'not-applicable', 'never came back'],
  ['gave up', [call([told], ended(429))], 'not-applicable', 'never came back'],
])
