import { fail, type Look, pass, warn } from '../../rules/look.ts'
import { describeEnd, shows } from '../judging/end.ts'
import { isAtOnce, usualGap } from '../judging/wait.ts'
import { isParseError } from '../outcome.ts'
import { count, ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { type CallRun, firstGap, latest } from '../run.ts'
import { ok } from '../script/step.ts'
import { missing429, samples } from './ra-missing-backoff.ts'

const values = ['-5', '1.5', 'soon', '', '2, 3', '2s', '2026-01-01T00:00:00Z']
/** May also be read as what it seems to say, which is no worse. */
const decimal = '1.5'
/** No value here says as much, nor does a first backoff. */
const longMs = 10_000

export const raInvalidIgnored: ClientRule = {
  id: 'ra-invalid-ignored',
  level: 'MUST',
  group: 'retry-after',
  statement:
    'A Retry-After that is no valid value neither crashes the client, nor hides the API error, nor causes an immediate retry.',
  source: 'RFC 9110 §10.2.3 (1*DIGIT); AWS SDK retry behaviour 2026; gRPC A6 (pushback)',
  remedy:
    "Take any Retry-After that is neither whole seconds nor an HTTP-date for absent, and keep the API's own error.",
  scenarios: values.map((retryAfter) => ({
    request: 'listFiles',
    script: [{ status: 429, retryAfter }, ok],
    calls: samples,
    judgedByMiddle: true,
  })),
  background: [missing429],
  judge(run, { runOf }) {
    const { scenario, calls, clock } = run
    const ownMs = usualGap(runOf(missing429))
    const isDecimal = scenario.script[0]?.retryAfter === decimal
    const gapMs = usualGap(run)
    const others = calls.flatMap((call) => lookAtEnd(call))
    if (gapMs === undefined) return others
    const facts = `came back after ${ms(gapMs)}, in the middle of ${count(calls.length, 'call')}`
    if (isAtOnce(gapMs, clock)) return [fail(`${facts}, which is at once`), ...others]
    // The middle of a few waits of full jitter may be far from that of a few others; not all of them are.
    const longestMs = Math.max(...calls.map((call) => firstGap(call) ?? 0))
    const isShort = !isDecimal && ownMs !== undefined && longestMs < (ownMs - clock.addedMs) / 2
    // A date of some other form begins with a year, which is no number of seconds.
    const isLong = gapMs > latest(Math.max(2 * (ownMs ?? 0), longMs), clock)
    if (isLong) return [warn(`${facts}, which no value asked for`), ...others]
    return [isShort ? warn(`${facts}; its own backoff is ${ms(ownMs)}`) : pass(facts), ...others]
  },
}

/** What came of a call that fell over the value, hung or gave up. */
function lookAtEnd(call: CallRun): Look[] {
  const { outcome, watchedMs } = call
  if (outcome && isParseError(outcome)) return [fail(`fell over the value: ${describeEnd(outcome)}`)]
  if (firstGap(call) !== undefined) return []
  if (outcome === null) return [fail(`hung: no second attempt in ${ms(watchedMs)}`)]
  return shows(outcome, 429)
    ? [pass(`gave up with ${describeEnd(outcome)}`)]
    : [fail(`lost the API error: ${describeEnd(outcome)}`)]
}
