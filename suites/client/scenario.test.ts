import { expect, test } from 'vitest'
import {
  defaultTimeoutMs,
  describeScenario,
  mostRequests,
  needsFunction,
  needsMoreThanCommand,
  oneEach,
  type Scenario,
  scenarioKey,
} from './scenario.ts'
import { always, ok } from './script/step.ts'

const scenario = (rest: Partial<Scenario>): Scenario => ({
  request: 'listFiles',
  script: [{ status: 503 }, ok],
  ...rest,
})

test.each<[Partial<Scenario>, string]>([
  [{}, 'GET 503 → 200'],
  [{ request: 'createFolder' }, 'POST 503 → 201'],
  [{ script: [always({ status: 500 })] }, 'GET 500*'],
  [{ body: 'json' }, 'GET 503 → 200'],
  [{ body: 'stream' }, 'GET 503 → 200, stream body'],
  [{ calls: 1 }, 'GET 503 → 200'],
  [{ calls: 2 }, 'GET 503 → 200, 2 calls'],
  [{ calls: 3, traffic: 'in-turn' }, 'GET 503 → 200, 3 calls in turn'],
  [{ calls: 3, traffic: 'workers' }, 'GET 503 → 200, 3 workers'],
  [{ timeoutMs: 700 }, 'GET 503 → 200, timeout 0.7 s'],
  [{ deadlineMs: 2_500 }, 'GET 503 → 200, deadline 2.5 s'],
  [{ maxAttempts: 3 }, 'GET 503 → 200, 3 attempts allowed'],
  [{ cancel: { from: 'start' } }, 'GET 503 → 200, cancelled beforehand'],
  [{ cancel: { from: 'answer', afterMs: 700 } }, 'GET 503 → 200, cancelled 0.7 s after the first answer'],
  [{ watchAfterMs: 6_000 }, 'GET 503 → 200, watched 6 s longer'],
  [{ random: 0.999 }, 'GET 503 → 200, random 1.00'],
  [
    { body: 'form', calls: 2, timeoutMs: 1_000, deadlineMs: 2_000, maxAttempts: 4, random: 0 },
    'GET 503 → 200, form body, 2 calls, timeout 1 s, deadline 2 s, 4 attempts allowed, random 0.00',
  ],
])('%j is described', (rest, words) => {
  expect(describeScenario(scenario(rest))).toBe(words)
})

test.each<[Partial<Scenario>, boolean, boolean]>([
  [{}, false, false],
  [{ traffic: 'apart', calls: 2 }, false, false],
  [{ body: 'form' }, false, false],
  [{ body: 'stream' }, false, true],
  [{ body: 'generator' }, true, true],
  [{ body: 'readable' }, true, true],
  [{ random: 0 }, true, true],
  [{ traffic: 'in-turn' }, false, true],
  [{ traffic: 'workers' }, false, true],
  [{ cancel: { from: 'start' } }, false, true],
])('%j needs a function: %s, more than a command: %s', (rest, isFunction, isMore) => {
  expect([needsFunction(scenario(rest)), needsMoreThanCommand(scenario(rest))]).toEqual([isFunction, isMore])
})

test.each<[Partial<Scenario>, number]>([
  [{}, 200],
  [{ calls: 5 }, 200],
  [{ traffic: 'in-turn' }, 210],
  [{ traffic: 'in-turn', calls: 5 }, 250],
  [{ traffic: 'workers' }, 100],
  [{ traffic: 'workers', calls: 5 }, 500],
])('of %j so many requests are recorded: %d', (rest, most) => {
  expect(mostRequests(scenario(rest))).toBe(most)
})

test('equal scenarios have equal keys, whatever the order of their fields', () => {
  const one: Scenario = { request: 'listFiles', script: [{ status: 429, retryAfter: 1 }, ok], calls: 2 }
  const other: Scenario = { calls: 2, script: [{ retryAfter: 1, status: 429 }, ok], request: 'listFiles' }
  expect(scenarioKey(one)).toBe(
    '{"calls":2,"request":"listFiles","script":[{"retryAfter":1,"status":429},{"status":200}]}',
  )
  expect(scenarioKey(other)).toBe(scenarioKey(one))
  expect(scenarioKey({ ...one, script: [ok, { status: 429, retryAfter: 1 }] })).not.toBe(scenarioKey(one))
})

test('one call for each status is as many calls in turn', () => {
  expect(oneEach('createFolder', [400, 404])).toEqual({
    request: 'createFolder',
    script: [{ status: 400 }, { status: 404 }],
    calls: 2,
    traffic: 'in-turn',
  })
  expect(defaultTimeoutMs).toBe(10_000)
})
