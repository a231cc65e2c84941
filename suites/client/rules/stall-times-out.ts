import { fail, inconclusive, pass, warn } from '../../rules/look.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { latest } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'

const timeoutMs = 700
/** Longer than anybody waits who was told 700 ms, in process and as a command. */
const tooLongMs = 8_000
/** Who lets go before that may wait for its next attempt still. */
const commandPatienceMs = 12_000
const patienceMs = 60_000

export const stalledBody: Scenario = {
  request: 'listFiles',
  script: [{ status: 200, transport: 'stall-body' }, ok],
  timeoutMs,
  patienceMs,
  commandPatienceMs,
}

export const stallTimesOut: ClientRule = {
  id: 'stall-times-out',
  level: 'MUST',
  group: 'what',
  statement:
    'A server that never answers, or stops in the middle of a body, is given up after the timeout of the attempt.',
  source: 'Azure fault injector: a partial response must behave as no response',
  remedy:
    'Give each attempt a timer that runs from its start, abort the request when it fires, and make an error of it.',
  restsOnTimeout: true,
  scenarios: [
    { request: 'listFiles', script: [{ transport: 'stall-headers' }, ok], timeoutMs, patienceMs, commandPatienceMs },
    stalledBody,
  ],
  judge({ calls, clock }) {
    return calls.map(({ attempts: [first, second], outcome, settledMs, watchedMs }) => {
      if (!first) return inconclusive('sent nothing')
      if (!second && outcome?.ok && first.status === null) return fail('took no answer for a success')
      if (!second && settledMs === null)
        return fail(`still waiting after ${ms(watchedMs)}, told to give up after ${ms(timeoutMs)}`)
      // The connection that it drops shows when it gave up; the next attempt comes only after a backoff.
      const ends = [first.times.responseEndMs, second?.times.headMs ?? null, settledMs]
      const tookMs = Math.min(...ends.flatMap((end) => end ?? [])) - first.times.headMs
      const facts = `gave the attempt up after ${ms(tookMs)}${second ? ' and tried again' : ''}, told ${ms(timeoutMs)}`
      if (tookMs <= latest(timeoutMs, clock)) return pass(facts)
      return tookMs > latest(tooLongMs, clock) ? fail(facts) : warn(facts)
    })
  },
}
