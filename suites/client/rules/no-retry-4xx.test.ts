import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { changing, noRetry4xx } from './no-retry-4xx.ts'

const first = attempt(0, 400)
const asked = (authorizationSha256: string | null, at = 0) => attempt(at, 401, { authorizationSha256 })
const inTurn = noRetry4xx.scenarios.find(({ traffic }) => traffic === 'in-turn')
const turns = (calls: Parameters<typeof call>[0][]) => ({
  calls: calls.map((attempts) => call(attempts, ended(attempts[0]?.status ?? false))),
  ...(inTurn && { scenario: inTurn }),
})

const changed = (statuses: readonly number[], outcome: ReturnType<typeof ended> | null = ended(true)) => ({
  scenario: changing,
  calls: [
    call(
      statuses.map((status, index) => attempt(index * 900, status)),
      outcome,
    ),
  ],
})

testClientRule(noRetry4xx, [
  ['once', [call([first], ended(400))], 'pass', '1 attempt, then ApiError with status 400'],
  ['again', [call([first, attempt(900)])], 'fail', 'sent 2 attempts after 400'],
  ['a success', [call([first])], 'fail', 'took 400 for a success'],
  ['another status', [call([first], ended(500))], 'fail', 'answered 400, its error says 500'],
  ['with new credentials', [call([asked('old'), asked('new', 9)], ended(401))], 'pass', 'with new credentials'],
  ['with the same ones', [call([asked('old'), asked('old', 9)], ended(401))], 'fail', 'sent 2 attempts'],
  ['without any', [call([asked('old'), asked(null, 9)], ended(401))], 'fail', 'sent 2 attempts'],
  ['new ones again and again', [call([asked('a'), asked('b', 9), asked('c', 19)], ended(401))], 'fail', 'sent 3'],
  ['in turn', turns([[attempt(0, 404)], [attempt(0, 422), attempt(9, 400)], []]), 'fail', 'sent 2 attempts after 422'],
  ['in turn, once each', turns([[attempt(0, 404)], [attempt(0, 422)]]), 'pass', '1 attempt'],
  ['no end yet', [call([first], null, { watchedMs: 60_000 })], 'inconclusive', 'had not ended'],
  ['hung', [call([first], null)], 'fail', 'neither an end nor another attempt in the 3,600,000 ms'],
  ['after others', changed([429, 503, 422], ended(422)), 'pass', '3 attempts, then ApiError with status 422'],
  ['after others, again', changed([429, 503, 422, 422], ended(422)), 'fail', 'sent 2 attempts to 422'],
  ['after others, a success', changed([429, 503, 422]), 'fail', 'took 422 for a success'],
  ['after others, no end', changed([429, 503, 422], null), 'inconclusive', 'no end'],
  ['never came to it', changed([429], ended(429)), 'not-applicable', 'never came to 422'],
])
