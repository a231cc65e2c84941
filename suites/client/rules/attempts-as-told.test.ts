import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { virtualClock } from '../run.ts'
import { attemptsAsTold } from './attempts-as-told.ts'

const [once, thrice, brokenOnce, mixed] = attemptsAsTold.scenarios
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

const asked = (scenario: typeof once, count: number) => ({
  calls: [made(count)],
  ...(scenario && { scenario }),
  others: [...run(once, 1), ...run(thrice, 3)],
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
  ['once more after a reset', asked(brokenOnce, 2), 'fail', 'told 1 attempt, made 2, since the connection broke'],
  ['once, after a reset', asked(brokenOnce, 1), 'pass', 'made 1'],
  ['by kind of fault', asked(mixed, 5), 'fail', 'made 5: it counts by kind of fault'],
  ['not after each fault', asked(mixed, 1), 'not-applicable', 'does not try again after each of these'],
  ['whatever the faults', asked(mixed, 3), 'pass', 'made 3'],
])
