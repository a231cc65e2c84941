import { fail, inconclusive, type Look, notApplicable, pass, warn } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { count, ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import type { Scenario } from '../scenario.ts'
import { type StreamEnd, streamErrorCode, streamTokens } from '../script/event-stream.ts'

/** As a word. */
const lastToken = String(streamTokens.at(-1)).trim()

export const streaming = (stream: StreamEnd): Scenario => ({
  request: 'streamMessage',
  script: [{ status: 200, stream }],
  timeoutMs: 5_000,
  patienceMs: 60_000,
  commandPatienceMs: 15_000,
})

/** Shows whether the client reads streams at all. */
export const wholeStream = streaming('whole')

export const streamErrorSurfaces: ClientRule = {
  id: 'stream-error-surfaces',
  level: 'MUST',
  group: 'again',
  statement:
    'An error inside a stream after its 200 is an error to the caller, and a stream that is cut off or stalls is no success.',
  source: 'The API documents `event: error {message, code}`; HTML, "Server-sent events"',
  remedy:
    'Throw on `event: error` with its code, and when the stream ends before its last event; time out when no event comes.',
  scenarios: [streaming('fails'), streaming('breaks-off'), streaming('stalls')],
  background: [wholeStream],
  judge({ scenario, calls }, { runOf, profile }) {
    const usual = runOf(wholeStream)?.calls[0]?.outcome
    if (!usual?.ok) return [notApplicable(`reads no streams: a whole one ends with ${describeEnd(usual ?? null)}`)]
    if (profile.parsesJson === false || usual.found.has('event: token'))
      return [notApplicable('passes the stream on unread: its caller has to look for `event: error`')]
    if (!usual.found.has(lastToken))
      return [notApplicable('gives its caller nothing of a whole stream: let it resolve with the events or their text')]
    const end = scenario.script[0]?.stream
    return calls.map(({ attempts, outcome, watchedMs }): Look => {
      const facts = `${count(attempts.length, 'attempt')}, then ${describeEnd(outcome)}`
      if (outcome === null)
        return end === 'stalls'
          ? fail(`still waiting for a stalled stream after ${ms(watchedMs)}`)
          : inconclusive(facts)
      if (outcome.ok) return fail(`took a stream that ${end && endings[end]} for a success`)
      if (end === 'fails' && !outcome.isBlind && !outcome.found.has(streamErrorCode))
        return warn(`${facts}: the code ${streamErrorCode} is lost`)
      return pass(facts)
    })
  },
}

const endings: Readonly<Partial<Record<StreamEnd, string>>> = {
  fails: 'says `event: error`',
  'breaks-off': 'breaks off',
  stalls: 'stalls',
}
