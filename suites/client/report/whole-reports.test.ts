import { describe, expect, test } from 'vitest'
import { attempt, call, ended } from '../hand-made.ts'
import { judgeRuns } from '../judge.ts'
import type { ClientRule } from '../rule.ts'
import { attemptHeader } from '../rules/attempt-header.ts'
import { backoffCapped } from '../rules/backoff-capped.ts'
import { noRetry4xx } from '../rules/no-retry-4xx.ts'
import { raBeatsRatelimitReset } from '../rules/ra-beats-ratelimit-reset.ts'
import { raRetriedAtAll } from '../rules/ra-retried-at-all.ts'
import { replayIdentical } from '../rules/replay-identical.ts'
import { type CallRun, realClock, type ScenarioRun, scaledClock, virtualClock } from '../run.ts'
import { clientHtml } from './html.ts'
import { clientJson } from './json.ts'
import { clientJunit } from './junit.ts'
import { type NamedReport, summaryLines } from './named-report.ts'
import { clientText } from './text.ts'
import { timelineText } from './timeline-text.ts'

/** A page without its looks. */
const unstyled = (page: string) => page.replace(/<style>.*?<\/style>/s, '')

const asked = attempt(0, 429, { askedMs: 2_000, tookMs: 20, method: 'POST', body: { bytes: 12, sha256: '' } })
const unhappy = ended(429, { message: 'Too many <requests>', code: 'RATE_LIMIT_ERROR', requestId: 'id-9' })

const calls = {
  'that waits': call([asked, attempt(2_500)]),
  'that hurries': call([asked, attempt(700, 301), attempt(720)]),
  'that gives up': call([asked, attempt(2_100, 503)], unhappy),
  'that is cancelled': call([asked], ended(false, { name: 'AbortError' }), { cancelledMs: 900, settledMs: 901 }),
  'that never ends': call([asked, attempt(2_600, null, { fault: 'stall-headers' })], null),
  'that never stops': call(
    Array.from({ length: 12 }, (_, index) => attempt(index * 100, 503)),
    unhappy,
  ),
  'that began later': call([attempt(5_000, 200, { tookMs: 40 })], ended(true), { startedMs: 4_900 }),
} as const satisfies Readonly<Record<string, CallRun>>

test.each(Object.entries(calls))('the list of a call %s', (_, one) => {
  expect(timelineText(one).join('\n')).toMatchSnapshot()
})

/** A run of the first scenario of a rule. */
function runOf({ scenarios: [scenario] }: ClientRule, seen: readonly CallRun[], clock = virtualClock): ScenarioRun {
  if (!scenario) throw new Error('each rule has a scenario')
  return { scenario, clock, calls: seen }
}

function report(client: string, runs: readonly ScenarioRun[], known: readonly string[] = []): NamedReport {
  const profile = runs.length > 0 ? { maxAttempts: 3 } : {}
  const judged = judgeRuns([raBeatsRatelimitReset, raRetriedAtAll, attemptHeader], runs, profile, known)
  return { ...judged, client, clock: 'jumps', startedAt: new Date(1_795_000_000_000), elapsedMs: 154_000 }
}

const reports = {
  good: report('good', [runOf(raBeatsRatelimitReset, [calls['that waits']])]),
  hasty: report(
    'hasty <client>',
    [
      runOf(
        raBeatsRatelimitReset,
        [calls['that hurries'], calls['that waits'], calls['that gives up'], calls['that waits']],
        {
          ...scaledClock(20),
          doubtMs: 5,
        },
      ),
      runOf(raRetriedAtAll, Object.values(calls), realClock),
      runOf(attemptHeader, [calls['that gives up']]),
    ],
    ['It is known to hurry.'],
  ),
  unseen: report('unseen', []),
} as const

describe.each(Object.entries(reports))('of a client that is %s', (_, one) => {
  test.each([
    ['terminal', () => clientText(one, { isColoured: false })],
    ['narrow terminal in colours', () => clientText(one, { isColoured: true, width: 60 })],
    ['summary', () => summaryLines(one).join('\n')],
    ['JSON', () => clientJson(one)],
    ['JUnit', () => clientJunit(one)],
    ['page', () => unstyled(clientHtml([one]))],
  ])('the %s is whole', (__, write) => {
    expect(write()).toMatchSnapshot()
  })
})

test('the page of several clients is whole', () => {
  expect(unstyled(clientHtml(Object.values(reports), 'Three clients'))).toMatchSnapshot()
})

test('of several clients the rules stand by group', () => {
  const rules = [raBeatsRatelimitReset, noRetry4xx, backoffCapped, replayIdentical]
  const judged = ['one', 'other'].map((client) => ({ ...reports.good, client, ...judgeRuns(rules, [], {}) }))
  expect([...clientHtml(judged).matchAll(/<h2 id="part-\d+">([^<]*)<\/h2>/g)].map(([, title]) => title)).toEqual([
    'Retry-After',
    'What may be retried',
    'How to wait',
    'What is sent again, and what the caller learns',
  ])
})

test('what happened stands in its order, whichever was written down first', () => {
  const late = call([attempt(800, 503), attempt(100, 503)], ended(503), { cancelledMs: 500 })
  expect(timelineText(late).map((line) => line.trim().split('  ')[0])).toEqual([
    '100 ms',
    '500 ms',
    '800 ms',
    expect.any(String),
  ])
})
