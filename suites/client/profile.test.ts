import { describe, expect, it } from 'vitest'
import { waits } from './hand-made.ts'
import { inferProfile, readProfile } from './profile.ts'
import { type ScenarioRun, virtualClock } from './run.ts'
import type { Scenario } from './scenario.ts'

describe('a profile', () => {
  it('is read from JSON', () => {
    expect(readProfile('{"maxAttempts":3,"retriesPost":"with-key"}')).toEqual({
      maxAttempts: 3,
      retriesPost: 'with-key',
    })
  })

  it.each([
    ['{"maxAttempt":3}', 'Did you mean maxAttempts?'],
    ['{"maxAttempts":0}', 'maxAttempts: Must be a whole number from 1'],
    ['{"retriesPost":"allways"}', 'retriesPost: Must be one of never, with-key, always. Did you mean always?'],
    ['{maxAttempts: 3}', 'A profile: is not JSON; expected an object such as'],
    ['[]', 'A profile: Must be an object such as'],
  ])('refuses %s', (text, message) => {
    expect(() => readProfile(text)).toThrow(message)
  })
})

describe('a profile that nobody declared', () => {
  const outage = { request: 'listFiles', script: [{ status: 500, times: '*' }] } as const
  const post = { request: 'createFolder', script: [{ status: 500 }] } as const
  const run = (scenario: Scenario, ...counts: number[]): ScenarioRun => ({
    scenario,
    clock: virtualClock,
    calls: counts.map((count) =>
      waits(
        500,
        Array.from({ length: count - 1 }, () => 1_000),
      ),
    ),
  })
  const open = (scenario: Scenario): ScenarioRun => ({ ...run(scenario), calls: [waits(500, [1, 1], null)] })

  it.each([
    ['nothing to see', [], {}],
    ['an outage', [run(outage, 4)], { maxAttempts: 4 }],
    ['an outage that did not end', [open(outage)], {}],
    ['an outage without calls', [run(outage)], {}],
    ['several calls in an outage', [run({ ...outage, calls: 2 }, 4, 4)], {}],
    ['one call, said', [run({ ...outage, calls: 1 }, 4)], { maxAttempts: 4 }],
    ['an outage of which it was told how often to try', [run({ ...outage, maxAttempts: 3 }, 3)], {}],
    ['another outage', [run({ ...outage, script: [{ status: 503, times: '*' }] }, 3)], {}],
    ['one 500', [run({ ...outage, script: [{ status: 500 }] }, 2)], {}],
    ['no script', [run({ ...outage, script: [] }, 2)], {}],
    ['the second of two', [run({ ...outage, script: [{ status: 500 }] }, 9), run(outage, 4)], { maxAttempts: 4 }],
    ['a POST sent once', [run(post, 1)], { retriesPost: 'never' }],
    ['a POST sent twice', [run(post, 1, 2)], { retriesPost: 'always' }],
    ['a POST after another error', [run({ ...post, script: [{ status: 503 }] }, 2)], {}],
    ['a PUT sent twice', [run({ ...post, request: 'updateApiKey' }, 2)], {}],
    ['a PATCH sent twice', [run({ ...post, request: 'renameFolder' }, 2)], {}],
    ['a POST without a script', [run({ ...post, script: [] }, 2)], {}],
    ['both', [run(outage, 4), run(post, 1)], { maxAttempts: 4, retriesPost: 'never' }],
  ] as const)('is inferred from %s', (_, runs, wanted) => {
    expect(inferProfile(runs)).toEqual(wanted)
  })
})
