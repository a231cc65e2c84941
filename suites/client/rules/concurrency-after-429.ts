import { inconclusive, pass, warn } from '../../rules/look.ts'
import { count, ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { answeredMs } from '../run.ts'
import { always, ok } from '../script/step.ts'

const workers = 10
const windowMs = 2_000
const mostShare = 0.1
/** Requests of each worker in the time before, below which the machine was too slow to show a difference. */
const leastEach = 3

export const concurrencyAfter429: ClientRule = {
  id: 'concurrency-after-429',
  level: 'MAY',
  group: 'how',
  statement: 'After one 429 with a wait, the other calls of the same client hold back, too.',
  source: 'AWS SDK adaptive retry mode; API page "Error Codes Reference": CONCURRENT_UPLOAD_LIMIT_EXCEEDED',
  remedy: 'Keep the moment until which the server wants quiet in the client, not in the call.',
  scenarios: [
    {
      request: 'listFiles',
      // Two seconds of peace, then one 429: the others are in flight or about to start.
      script: [{ ...ok, times: workers * 20 }, { status: 429, retryAfter: 2 }, always(ok)],
      calls: workers,
      traffic: 'workers',
      patienceMs: 5_000,
    },
  ],
  judge({ calls: [run], clock }) {
    const told = run?.attempts.find(({ status }) => status === 429)
    const atMs = told ? answeredMs(told) : null
    if (!run || atMs === null) return inconclusive('the 429 was never reached')
    const between = (from: number, until: number) =>
      run.attempts.filter(({ times }) => times.headMs > from && times.headMs < until).length
    const before = between(atMs - windowMs, atMs)
    const after = between(atMs + clock.addedMs, atMs + windowMs)
    const facts = `${count(before, 'request')} in the two seconds before the 429, ${after} in the two after it`
    if (before < leastEach * workers) return inconclusive(`${facts}: too few to tell whether they became fewer`)
    // One request of each worker was on its way: on a slow machine that is more than a share of a few.
    if (after > Math.max(workers, before * mostShare)) return warn(facts)
    return clock.doubtMs < windowMs / 2
      ? pass(facts)
      : inconclusive(
          `${facts}, but this machine may have been late by ${ms(clock.doubtMs)}; judge it again when it is less busy`,
        )
  },
}
