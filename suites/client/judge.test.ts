import { expect, test } from 'vitest'
import { fail, inconclusive, pass } from '../rules/look.ts'
import { attempt, call, ended, waits } from './hand-made.ts'
import { indexRuns, judgeRuns, scenariosOf, unclearRuns } from './judge.ts'
import type { ClientRule } from './rule.ts'
import { realClock, type ScenarioRun, scaledClock, virtualClock } from './run.ts'
import type { Scenario } from './scenario.ts'
import { ok } from './script/step.ts'

const one: Scenario = { request: 'listFiles', script: [{ status: 500 }, ok] }
const other: Scenario = { request: 'listFiles', script: [{ status: 503 }, ok] }
const rule = (fields: Partial<ClientRule> = {}): ClientRule => ({
  id: 'a-rule',
  level: 'MUST',
  group: 'what',
  statement: 'It holds.',
  source: 'assumed',
  remedy: 'Let it hold.',
  scenarios: [one],
  judge: ({ calls }) => calls.map(({ attempts }) => (attempts.length > 1 ? pass('came back') : fail('gave up'))),
  ...fields,
})
const run = (scenario: Scenario, ...calls: ReturnType<typeof call>[]): ScenarioRun => ({
  scenario,
  clock: virtualClock,
  calls,
})
const back = call([attempt(0, 500), attempt(900)])
const gaveUp = call([attempt(0, 500)], ended(500))

test('the scenarios of rules are run once each, background and all', () => {
  const rules = [
    rule({ scenarios: [one, other] }),
    rule({ scenarios: [{ ...one }], background: [{ ...other, calls: 5 }] }),
  ]
  expect(scenariosOf(rules)).toEqual([one, other, { ...other, calls: 5 }])
})

test('a verdict holds what its rule says of itself and what it saw, where and by which clock', () => {
  const runs = [run(one, back, gaveUp)]
  const { verdicts, ...report } = judgeRuns([rule()], runs, { maxAttempts: 3 }, ['known beforehand'])
  const seen = { rule: 'a-rule', level: 'MUST', scenario: 'GET 500 → 200', clock: virtualClock }
  expect(verdicts).toEqual([
    {
      rule: 'a-rule',
      level: 'MUST',
      verdict: 'fail',
      evidence: 'gave up',
      statement: 'It holds.',
      source: 'assumed',
      remedy: 'Let it hold.',
      findings: [
        { ...seen, verdict: 'pass', evidence: 'came back' },
        { ...seen, verdict: 'fail', evidence: 'gave up' },
      ],
    },
  ])
  expect(report).toEqual({ runs, profile: { maxAttempts: 3 }, inferred: {}, notes: ['known beforehand'] })
})

test('a rule is told the profile, and finds the other runs', () => {
  const judge: ClientRule['judge'] = (_, { profile, runOf }) =>
    pass(`${profile.maxAttempts} ${runOf(other)?.calls.length} ${runOf({ ...one, calls: 9 })?.calls.length}`)
  const { verdicts } = judgeRuns([rule({ judge })], [run(one, back), run(other, back, back)], { maxAttempts: 7 })
  expect(verdicts[0]?.evidence).toBe('7 2 undefined')
})

test('what the client never sent is not applicable, and is noted where it sends it elsewhere', () => {
  const silent = call([], ended(false, { message: 'open' }))
  const { verdicts, notes } = judgeRuns([rule()], [run(one, silent), run(other, back)], {})
  expect(verdicts[0]).toMatchObject({
    verdict: 'not-applicable',
    evidence: expect.stringContaining('sent nothing instead'),
  })
  expect(notes).toEqual([expect.stringContaining('What it remembers')])
})

test('calls that sent nothing are left out of a run', () => {
  const { verdicts } = judgeRuns([rule()], [run({ ...one, calls: 2 }, back, call([], ended(false)))], {})
  expect(verdicts[0]?.verdict).toBe('not-applicable')
  const both = judgeRuns(
    [rule({ scenarios: [{ ...one, calls: 2 }] })],
    [run({ ...one, calls: 2 }, back, call([], ended(false)))],
    {},
  )
  expect(both.verdicts[0]?.findings).toHaveLength(1)
})

test('a call that swallows its failure is told what to wrap', () => {
  const unsure = call([attempt(0, 500)], ended(true, { isUnsure: true }))
  expect(judgeRuns([rule()], [run(one, unsure)], {}).notes).toEqual([expect.stringContaining('wrap it')])
})

test('of equal runs the first that tells is judged, else the last', () => {
  const judge: ClientRule['judge'] = ({ calls: [its] }) => {
    const made = its?.attempts.length ?? 0
    return made === 1 ? inconclusive('one') : pass(`${made}`)
  }
  const three = waits(500, [1, 1])
  const judged = (...runs: ScenarioRun[]) => judgeRuns([rule({ judge })], runs, {}).verdicts[0]?.evidence
  expect(judged(run(one, gaveUp), run(one, three), run(one, back))).toBe('3')
  expect(judged(run(one, back), run(one, three))).toBe('2')
  expect(judged(run(one, gaveUp), run(one, gaveUp))).toBe('one')
})

test('the run of a scenario is the calmest whose calls have ended, else the first', () => {
  const open = run(one, call([attempt(0, 500)], null))
  const whole = run(one, back)
  expect(indexRuns([open, whole])(one)).toBe(whole)
  const busy = { ...whole, clock: { ...realClock, doubtMs: 9 } }
  const calm = { ...whole, clock: { ...realClock, doubtMs: 8 } }
  expect(indexRuns([open, busy, calm, busy])(one)).toBe(calm)
  expect(indexRuns([open])({ ...one })).toBe(open)
  expect(indexRuns([open])(other)).toBeUndefined()
})

test('runs that could not tell are found again, the last of each scenario, once', () => {
  const judge: ClientRule['judge'] = () => inconclusive('no')
  const runs = [run(one, gaveUp), run(one, back), run(other, back)]
  const rules = [rule({ judge }), rule({ judge, id: 'another' }), rule({ id: 'clear', scenarios: [other] })]
  expect(unclearRuns(rules, judgeRuns(rules, runs, {}))).toEqual([runs[1]])
  expect(unclearRuns([rule()], judgeRuns([rule()], runs, {}))).toEqual([])
})

test('with what could not be told goes what it was compared with, but not on a clock that runs faster', () => {
  const judge: ClientRule['judge'] = () => inconclusive('no')
  const real = { ...run(other, back), clock: realClock }
  const faster = { ...run({ ...other, calls: 2 }, back), clock: scaledClock(20) }
  const comparing = rule({ judge, background: [real.scenario, faster.scenario] })
  const runs = [run(one, back), real, faster]
  expect(unclearRuns([comparing], judgeRuns([comparing], runs, {}))).toEqual(runs.slice(0, 2))
})

test.each([
  [{ ...one, script: [{ transport: 'h2-goaway' }] }, /^needs HTTP\/2 over TLS: .* as a command, or with a driver$/],
  [
    { ...one, script: [{ transport: 'h2-goaway' }], calls: 2, traffic: 'in-turn' },
    /^needs HTTP\/2 over TLS: in process with Node 24.5 or newer, or with a driver$/,
  ],
  [{ ...one, random: 0.5 }, /^can only be seen in process, where the client is a function$/],
  [{ ...one, cancel: { from: 'start' } }, /^needs calls that share a client, can be cancelled or are given streams/],
  [one, /^was not run against this client$/],
] as const)('a scenario that was not run is not applicable, with the reason', (scenario: Scenario, why) => {
  const { verdicts } = judgeRuns([rule({ scenarios: [scenario] })], [], {})
  expect(verdicts[0]).toMatchObject({ verdict: 'not-applicable', evidence: expect.stringMatching(why) })
  expect(verdicts[0]?.findings[0]?.clock).toBeNull()
})
