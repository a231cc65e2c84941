import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { raHttpDateObsolete } from './ra-http-date-obsolete.ts'

const told = attempt(0, 429, { askedMs: 4_000, dueMs: attempt(0).atMs + 4_000 })

testClientRule(raHttpDateObsolete, [
  ['on the date', [call([told, attempt(4_000)])], 'pass', 'came back 0 ms after'],
  ['early', [call([told, attempt(800)])], 'warn', 'came back 3,200 ms before the date'],
  ['by the local time of India', [call([told], null)], 'warn', 'still waiting'],
  ['fell over it', [call([told], ended(false, { name: 'ValueError' }))], 'warn', 'fell over the date'],
  ['gave up', [call([told], ended(429))], 'not-applicable', 'never came back'],
])
