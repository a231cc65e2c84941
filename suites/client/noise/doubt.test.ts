import { expect, test } from 'vitest'
import { attempt, call, ended, waits } from '../hand-made.ts'
import { raInvalidIgnored } from '../rules/ra-invalid-ignored.ts'
import { timeoutCoversAttempt } from '../rules/timeout-covers-attempt.ts'
import { type ClockFacts, realClock, scaledClock, virtualClock } from '../run.ts'
import { lookAll, lookAtUnseen } from './doubt.ts'

const [scenario] = timeoutCoversAttempt.scenarios

function verdictsOf(goneAfterMs: number, clock: ClockFacts) {
  if (!scenario) throw new Error('The rule has no scenario')
  const calls = [call([attempt(0, null, { goneAt: goneAfterMs })], ended(false))]
  return lookAll(timeoutCoversAttempt, { scenario, clock, calls }, { profile: {}, runOf: () => undefined })
}

test('a look that comes out the same, lateness allowed for or not, stands', () => {
  expect(verdictsOf(705, { ...realClock, doubtMs: 40 })).toMatchObject([{ verdict: 'pass' }])
  expect(verdictsOf(3_000, { ...realClock, doubtMs: 40 })).toMatchObject([{ verdict: 'fail' }])
})

test('a look that hangs on lateness is inconclusive and says what it hangs between', () => {
  const [look] = verdictsOf(980, { ...realClock, doubtMs: 40 })
  expect(look?.verdict).toBe('inconclusive')
  expect(look?.evidence).toMatch(
    /after 980 ms.*: fail or pass, which hangs on less than this machine may be late \(40 ms\)/,
  )
})

test('a timeout that is not much longer than the machine is late proves nothing when it was kept', () => {
  expect(verdictsOf(705, { ...realClock, doubtMs: 350 })).toMatchObject([{ verdict: 'pass' }])
  expect(verdictsOf(705, { ...realClock, doubtMs: 351 })).toMatchObject([{ verdict: 'inconclusive' }])
  expect(verdictsOf(3_000, { ...realClock, doubtMs: 351 })).toMatchObject([{ verdict: 'fail' }])
})

test('a timeout that was kept by a run on time is not in doubt for what the run is compared with', () => {
  if (!scenario) throw new Error('The rule has no scenario')
  const verdictBeside = (doubtMs: number, comparedDoubtMs: number) => {
    const calls = [call([attempt(0, null, { goneAt: 705 })], ended(false))]
    const run = { scenario, clock: { ...realClock, doubtMs }, calls }
    const compared = { ...run, clock: { ...realClock, doubtMs: comparedDoubtMs } }
    return lookAll(timeoutCoversAttempt, run, { profile: {}, runOf: () => compared }).map(({ verdict }) => verdict)
  }
  expect(verdictBeside(40, 900)).toEqual(['pass'])
  expect(verdictBeside(900, 40)).toEqual(['inconclusive'])
})

test('a clock that jumps is never in doubt', () => {
  expect(verdictsOf(964, virtualClock)).toMatchObject([{ verdict: 'pass' }])
  expect(verdictsOf(965, virtualClock)).toMatchObject([{ verdict: 'fail' }])
})

test('a look may hang on how late the run was that it is compared with, but for what was seen on a faster clock', () => {
  const [rule, at] = [raInvalidIgnored, raInvalidIgnored.scenarios[0]]
  if (!at) throw new Error('The rule has no scenario')
  const run = { scenario: at, clock: { ...realClock, doubtMs: 10 }, calls: [waits(429, [600])] }
  const verdictWith = (clock: ClockFacts) => {
    const own = { scenario: at, clock, calls: [waits(429, [1_300])] }
    return lookAll(rule, run, { profile: {}, runOf: () => own }).map(({ verdict }) => verdict)
  }
  expect(verdictWith({ ...realClock, doubtMs: 90 })).toEqual(['warn'])
  expect(verdictWith({ ...realClock, doubtMs: 110 })).toEqual(['inconclusive'])
  expect(verdictWith({ ...scaledClock(20), doubtMs: 2_000 })).toEqual(['warn'])
})

test('a client that sends nothing on a machine that may be late with its timeout is not told', () => {
  if (!scenario) throw new Error('The rule has no scenario')
  const unseen = (doubtMs: number, outcome = ended(false)) =>
    lookAtUnseen({ scenario, clock: { ...realClock, doubtMs }, calls: [call([], outcome)] }, 'sent nothing')
  expect(unseen(40)).toEqual({ verdict: 'not-applicable', evidence: 'sent nothing' })
  expect(unseen(400, ended(false, { isUnsupported: true }))).toMatchObject({ verdict: 'not-applicable' })
  expect(unseen(400)).toMatchObject({
    verdict: 'inconclusive',
    evidence: expect.stringContaining('not much more than this machine may be late'),
  })
})
