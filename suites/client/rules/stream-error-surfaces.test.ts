import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { virtualClock } from '../run.ts'
import { streamErrorSurfaces, wholeStream } from './stream-error-surfaces.ts'

const [fails, breaksOff, stalls] = streamErrorSurfaces.scenarios
const whole = (outcome: ReturnType<typeof ended> | null) => [
  { scenario: wholeStream, clock: virtualClock, calls: [call([attempt(0)], outcome)] },
]
const read = ended(true, {}, ['bicycles'])
const seen = (
  scenario: typeof fails,
  outcome: ReturnType<typeof ended> | null,
  others = whole(read),
  profile = {},
) => ({ calls: [call([attempt(0)], outcome)], ...(scenario && { scenario }), others, profile })
const coded = ended(200, {}, ['VLM_PROVIDER_ERROR'])

testClientRule(streamErrorSurfaces, [
  ['an error with its code', seen(fails, coded), 'pass', '1 attempt, then ApiError'],
  ['an error without its code', seen(fails, ended(200)), 'warn', 'the code VLM_PROVIDER_ERROR is lost'],
  ['an exit code', seen(fails, ended(false, { isBlind: true })), 'pass', '1 attempt'],
  ['a success', seen(fails, ended(true)), 'fail', 'took a stream that says `event: error` for a success'],
  ['cut off, an error', seen(breaksOff, ended(false)), 'pass', 'then ApiError'],
  ['cut off, a success', seen(breaksOff, ended(true)), 'fail', 'breaks off for a success'],
  ['cut off, no end', seen(breaksOff, null), 'inconclusive', 'no end'],
  ['stalled, an error', seen(stalls, ended(false)), 'pass', 'then ApiError'],
  ['stalled, a success', seen(stalls, ended(true)), 'fail', 'took a stream that stalls for a success'],
  ['stalled, no end', seen(stalls, null), 'fail', 'still waiting for a stalled stream'],
  ['no streams', seen(fails, ended(true), whole(ended(false))), 'not-applicable', 'reads no streams'],
  [
    'unread',
    seen(fails, ended(true), whole(ended(true, {}, ['bicycles', 'event: token']))),
    'not-applicable',
    'unread',
  ],
  ['declared', seen(fails, ended(true), undefined, { parsesJson: false }), 'not-applicable', 'unread'],
  [
    'nothing of a whole stream',
    seen(fails, ended(true), whole(ended(true))),
    'not-applicable',
    'nothing of a whole stream',
  ],
])
