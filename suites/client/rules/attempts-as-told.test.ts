import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { virtualClock } from '../run.ts'
import { attemptsAsTold } from './attempts-as-told.ts'

const [once, thrice] = attemptsAsTold.scenarios
const made = (count: number, outcome: ReturnType<typeof ended> | null = ended(500)) =>
  call(
    Array.from({ length: count }, (_, index) => attempt(index * 1_000, 500)),
    outcome,
  )
const run = (scenario: typeof once, count: number) =>
  scenario ? [{ scenario, clock: virtualClock, calls: [made(count)] }] : []
const told = (afterOne: number, afterThree: number, outcome?: ReturnType<typeof ended> | null) => ({
  calls: [made(afterThree, outcome)],
  ...(thrice && { scenario: thrice }),
  others: [...run(once, afterOne), ...run(thrice, afterThree)],
})

testClientRule(attemptsAsTold, [
  ['as told', told(1, 3), 'pass', 'told 3 attempts, made 3'],
  ['one more', told(2, 4), 'fail', 'for that of the retries'],
  ['nested', told(3, 9), 'fail', '3 for each, as nested retries do'],
  ['some number', told(1, 5), 'fail', 'told 3 attempts, made 5'],
  ['too few', told(1, 2), 'fail', 'made 2'],
  ['its own number', told(4, 4), 'not-applicable', 'made 4 whatever it was told'],
  ['no end', told(1, 2, null), 'inconclusive', 'had not ended'],
  ['without end', told(1, 120, null), 'fail', 'told 3 attempts, made 120, and was still going'],
  ['as many as told, and no end', told(1, 3, null), 'inconclusive', 'made 3, and the call had not ended'],
  ['thirty, and no end', told(1, 30, null), 'fail', '10 for each, as nested retries do'],
  ['thirty-one, and no end', told(1, 31, null), 'fail', 'made 31, and was still going'],
  ['thirty-one', told(1, 31), 'fail', /made 31$/],
  ['more, and no end', told(1, 9, null), 'fail', 'as nested retries do'],
])
