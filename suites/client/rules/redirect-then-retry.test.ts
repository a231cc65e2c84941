import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { redirectThenRetry } from './redirect-then-retry.ts'

const [, seeOther] = redirectThenRetry.scenarios
const put = { method: 'PUT', body: { bytes: 9, sha256: 'a' } }
const first = attempt(0, 307, put)
const waited = (at: number) => ({
  calls: [call([attempt(0, 303, { askedMs: 2_000 }), attempt(at)])],
  ...(seeOther && { scenario: seeOther }),
})
const hedged = {
  calls: [call([attempt(0, 303, { askedMs: 2_000, tookMs: 50 }), attempt(20)])],
  ...(seeOther && { scenario: seeOther }),
}

testClientRule(redirectThenRetry, [
  ['kept', [call([first, attempt(1, 503, put), attempt(900, 200, put)])], 'pass', '3 requests, then a success'],
  ['kept, and an error', [call([first, attempt(1, 503, put)], ended(503))], 'warn', '2 requests, then ApiError'],
  [
    'followed as far as a path',
    [call([first, attempt(1, 307, put)], ended(false))],
    'warn',
    'followed a whole URL, but not a Location that is a path: 2 requests',
  ],
  ['made a GET', [call([first, attempt(1)])], 'warn', 'PUT of 9 bytes became GET of 0 bytes'],
  [
    'with another body',
    [call([first, attempt(1, 200, { ...put, body: { bytes: 8, sha256: 'b' } })])],
    'warn',
    'became PUT of 8',
  ],
  [
    'with another method',
    [call([first, attempt(1, 200, { ...put, method: 'POST' })])],
    'warn',
    'became POST of 9 bytes',
  ],
  ['303, and asked twice at once', hedged, 'warn', 'asked again before the redirect came'],
  ['not followed', [call([first], ended(307))], 'not-applicable', 'follows no redirects'],
  ['303 in time', waited(2_000), 'pass', 'came back after 2,000 ms'],
  ['303 at once', waited(0), 'warn', 'followed the redirect after 0 ms, asked for 2,000 ms'],
  ['no end', [call([first], null)], 'inconclusive', 'no end'],
])
