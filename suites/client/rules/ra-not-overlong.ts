import { type Look, pass, warn } from '../../rules/look.ts'
import { waitsByPlace } from '../judging/backoff.ts'
import { stillWaitingMs } from '../judging/no-end.ts'
import { mean } from '../judging/statistics.ts'
import { askedWaits, longestMs, neverCameBack } from '../judging/wait.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { type CallRun, type ClockFacts, gaps, type ScenarioRun } from '../run.ts'
import { ok } from '../script/step.ts'
import { outage } from './backoff-exponential.ts'
import { changing } from './no-retry-4xx.ts'
import { changingWaits } from './ra-seconds-min-wait.ts'

/** A client that has not come back yet has waited, too. */
function lookAtOpenWait(call: CallRun, clock: ClockFacts): Look[] {
  const waitedMs = stillWaitingMs(call)
  const askedMs = call.attempts.at(-1)?.askedMs ?? null
  if (waitedMs === undefined || askedMs === null || waitedMs <= longestMs(askedMs, clock)) return []
  return [warn(`still waiting after ${ms(waitedMs)}, asked for ${ms(askedMs)}`)]
}

/** An answer without Retry-After asks for nothing, whatever the one before it asked for. */
function lookAtStale(call: CallRun, { addedMs }: ClockFacts, own: ScenarioRun | undefined): Look[] {
  const gapMs = gaps(call)[1]
  const askedMs = call.attempts[0]?.askedMs
  const [, ownMs = []] = waitsByPlace(own?.calls ?? [])
  if (gapMs == null || askedMs == null || ownMs.length === 0) return []
  return gapMs - addedMs >= askedMs && mean(ownMs) * 2 < askedMs
    ? [
        warn(
          `came back after ${ms(gapMs)} though nothing was asked for: it goes by the ${ms(askedMs)} of an earlier answer`,
        ),
      ]
    : []
}

export const raNotOverlong: ClientRule = {
  id: 'ra-not-overlong',
  level: 'SHOULD',
  group: 'retry-after',
  statement: 'The wait is not much longer than Retry-After asks for: at most half as long again, or two seconds more.',
  source: 'gRPC A6 ("exactly that delay"); AWS SDK retry behaviour 2026',
  remedy: 'Wait as long as Retry-After says and a little jitter on top, rather than the longer of it and a backoff.',
  scenarios: [
    { request: 'listFiles', script: [{ status: 429, retryAfter: 2 }, ok] },
    { request: 'listFiles', script: [{ status: 503, retryAfter: 2 }, ok] },
    ...changingWaits,
    changing,
  ],
  background: [outage],
  judge({ scenario, calls, clock }, { runOf }) {
    return calls.flatMap((call) => {
      const waits = askedWaits(call, clock).map(({ gapMs, askedMs }): Look => {
        const facts = `came back after ${ms(gapMs)}, asked for ${ms(askedMs)}`
        const mostMs = longestMs(askedMs, clock)
        return gapMs <= mostMs ? pass(facts) : warn(`${facts}; up to ${ms(mostMs)} would do`)
      })
      const stale = scenario === changing ? lookAtStale(call, clock, runOf(outage)) : []
      const looks = [...waits, ...stale, ...lookAtOpenWait(call, clock)]
      return looks.length > 0 ? looks : [neverCameBack(call)]
    })
  },
}
