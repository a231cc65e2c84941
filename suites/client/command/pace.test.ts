import { describe, expect, it } from 'vitest'
import type { Scenario } from '../scenario.ts'
import { always, ok } from '../script/step.ts'
import { lengthSeconds, paced, paceOf } from './pace.ts'
import { preloadSpeed, realSpeed } from './speed.ts'

const scenario = (rest: Partial<Scenario>): Scenario => ({ request: 'listFiles', script: [ok], ...rest })

describe('the pace of a scenario', () => {
  it.each<[string, Partial<Scenario>, ReturnType<typeof paceOf>]>([
    ['nothing fails', {}, 'real'],
    ['a short wait is asked for', { script: [{ status: 429, retryAfter: 2 }, ok] }, 'real'],
    ['the waits are long together', { script: [{ status: 429, retryAfter: 2, times: 2 }, ok] }, 'careful'],
    [
      'dates are far',
      {
        script: [
          { status: 429, retryAfterDate: 2 },
          { status: 503, retryAfterDate: 6 },
        ],
      },
      'careful',
    ],
    ['a date is past', { script: [{ status: 429, retryAfterDate: -3_600 }, ok] }, 'real'],
    ['it fails once', { script: [{ status: 503 }, ok] }, 'real'],
    [
      'calls fail that follow each other',
      { script: Array.from({ length: 6 }, () => [{ status: 503 }, ok]).flat(), calls: 6, traffic: 'in-turn' },
      'careful',
    ],
    ['the outage does not end', { script: [always({ status: 500 })] }, 'careful'],
    ['no answer ever ends', { script: [always({ status: 200, body: 'drips' })] }, 'careful'],
    ['every answer is final', { script: [always({ status: 404 })] }, 'real'],
    ['a stream stalls', { script: [{ status: 200, stream: 'stalls' }], timeoutMs: 5_000 }, 'careful'],
    ['a deadline ends it', { script: [always({ status: 429, retryAfter: 5 })], deadlineMs: 2_000 }, 'real'],
    [
      'the caller cancels',
      { script: [{ status: 429, retryAfter: 9 }], cancel: { from: 'answer', afterMs: 700 } },
      'real',
    ],
    ['workers go on for seconds', { traffic: 'workers', calls: 3, patienceMs: 6_000 }, 'careful'],
    ['it says that it is long', { isLong: true }, 'fast'],
    ['it says that it takes minutes', { isLong: 'minutes' }, 'minutes'],
  ])('where %s', (_, rest, pace) => {
    expect(paceOf(scenario(rest))).toBe(pace)
  })

  it('counts an outage once for each of the calls that follow each other', () => {
    const outage = scenario({ script: [always({ status: 500 })], calls: 60 })
    expect(lengthSeconds({ ...outage, traffic: 'in-turn' })).toBe(60 * lengthSeconds(outage))
  })

  it.each<[string, Partial<Scenario>, number]>([
    ['nothing fails', {}, 0],
    ['a wait is asked for', { script: [{ status: 429, retryAfter: 2 }, ok] }, 2],
    ['a wait is asked for several times', { script: [{ status: 429, retryAfter: 2, times: 3 }, ok] }, 6],
    ['a wait is asked for always', { script: [always({ status: 429, retryAfter: 2 })] }, 11],
    ['a date is asked for', { script: [{ status: 503, retryAfterDate: 4 }, ok] }, 4],
    ['nobody waits for as long', { script: [{ status: 429, retryAfter: 3_600 }, ok] }, 60],
    ['nobody knows for how long', { script: [{ status: 503, retryAfter: 'soon' }, ok] }, 0.75],
    ['500 is a failure', { script: [{ status: 500 }, ok] }, 0.75],
    ['429 is one', { script: [{ status: 429 }, ok] }, 0.75],
    ['499 is none', { script: [{ status: 499 }, ok] }, 0],
    ['a connection breaks', { script: [{ transport: 'reset' }, ok], timeoutMs: 700 }, 1.45],
    ['an answer is late', { script: [{ status: 200, delayMs: 400 }] }, 0.4],
    ['an outage', { script: [always({ status: 500 })] }, 5],
    ['an outage by its limit', { script: [always({ status: 429 })] }, 5],
    ['an outage of connections', { script: [always({ transport: 'reset' })], timeoutMs: 2_000 }, 7],
    ['an outage of bodies', { script: [always({ status: 200, body: 'drips' })] }, 5],
    ['final answers', { script: [always({ status: 499 })] }, 0],
    ['a stream stalls', { script: [{ status: 200, stream: 'stalls' }], timeoutMs: 700 }, 0.7],
    ['a timeout that nothing runs into', { script: [{ status: 503 }, ok], timeoutMs: 700 }, 0.75],
    ['it stalls without a timeout', { script: [{ status: 200, stream: 'stalls' }] }, 0],
    ['a deadline is shorter', { script: [always({ status: 500 })], deadlineMs: 700 }, 0.7],
    ['a deadline is longer', { script: [always({ status: 500 })], deadlineMs: 70_000 }, 5],
    ['it is cancelled beforehand', { script: [always({ status: 500 })], cancel: { from: 'start' } }, 0],
    ['it is cancelled later', { script: [ok], cancel: { from: 'request', afterMs: 700 } }, 0.7],
    ['workers', { traffic: 'workers', calls: 3, patienceMs: 6_000 }, 6],
    ['workers of whom nothing is known', { traffic: 'workers', calls: 3 }, 0],
    ['an outage for calls side by side', { script: [always({ status: 500 })], calls: 3 }, 5],
  ])('is about as long as it takes: %s', (_, rest, seconds) => {
    expect(lengthSeconds(scenario(rest))).toBeCloseTo(seconds)
  })

  it('is careful above three seconds', () => {
    const of = (seconds: number) => paceOf(scenario({ script: [{ status: 200, delayMs: 1_000 * seconds }] }))
    expect([of(3), of(3.001)]).toEqual(['real', 'careful'])
  })

  it('makes a clock faster where it may, and never one that is real', () => {
    const factors = [{ isLong: 'minutes' } as const, { isLong: true }, { script: [always({ status: 500 })] }].map(
      (rest) => paced(preloadSpeed(20), scenario(rest)).clock.factor,
    )
    expect(factors).toEqual([100, 20, 4])
    const timed = [1_000, 1_001].map((timeoutMs) => scenario({ script: [always({ status: 500 })], timeoutMs }))
    expect(timed.map((one) => paced(preloadSpeed(20), one).clock.factor)).toEqual([3, 4])
    expect(paced(realSpeed, scenario({ isLong: 'minutes' }))).toBe(realSpeed)
    expect(paced(preloadSpeed(3), scenario({ script: [always({ status: 500 })] })).clock.factor).toBe(3)
  })
})
