import { expect, test } from 'vitest'
import type { Answer, Exchange } from '../exchange.ts'
import { answered, refused, unanswered } from '../hand-made.ts'
import { whyNotJudged } from './check-target.ts'

const baseUrl = 'http://target.example'
const html = { body: '<!doctype html><div id=root>', headers: { 'Content-Type': 'text/html' } }
const page = answered(200, html)
const gone = answered(404, { body: { detail: 'Not Found' } })
const files = answered(200, { body: { files: [] } })

interface Situation {
  readonly opening: Exchange
  /** What everything else is answered with. */
  readonly others?: Exchange
  /** Where an API answers. */
  readonly at?: string
}

const why = ({ opening, others = opening, at }: Situation) =>
  whyNotJudged(opening, baseUrl, {
    ask: async () => others,
    askAt: async (base): Promise<Answer | undefined> =>
      (base === at ? answered(401, { body: {} }).answer : gone.answer) ?? undefined,
  })

const redirect = (Location: string) => answered(307, { headers: { Location } })

test.each<[string, Situation, RegExp]>([
  ['a wrong base path', { opening: gone }, /^no operation of the API is there: .*\/api\/v2\?$/],
  [
    'a wrong base path with an API beside it',
    { opening: gone, at: 'http://target.example/api/v2' },
    /http:\/\/target\.example\/api\/v2 does, so give that/,
  ],
  ['a page for everything', { opening: page }, /^a page is answered to everything/],
  ['a 404 page for everything', { opening: answered(404, html) }, /^no operation of the API is there/],
  ['a page with an error in it', { opening: answered(500, html) }, /^everything is answered with 500/],
  ['a gateway that refuses', { opening: answered(503, html) }, /^everything is answered with 503/],
  ['a firewall that refuses', { opening: answered(403, html) }, /^everything is answered with 403/],
  [
    'a redirect to https',
    { opening: redirect('https://target.example/user-files') },
    /give the base URL with https:\/\//,
  ],
  ['a redirect to a slash', { opening: redirect('/user-files/') }, /with a slash at the end/],
  ['a redirect to a login', { opening: redirect('/login?next=/') }, /a login: the API lies behind it/],
  [
    'a redirect to elsewhere',
    { opening: redirect('https://elsewhere.example/x') },
    /redirected \(307\) to https:\/\/elsewhere\.example\/x$/,
  ],
  ['a refused key', { opening: refused('INVALID_API_KEY') }, /^the key was refused from the start/],
  [
    'TLS behind http',
    { opening: answered(400, { body: 'The plain HTTP request was sent to HTTPS port' }) },
    /give the base URL with https/,
  ],
  [
    'TLS behind http that hangs up',
    { opening: unanswered('the connection was reset', { failureKind: 'broken' }) },
    /if TLS is spoken there/,
  ],
  [
    'a host that never answers',
    { opening: unanswered('no answer within 30000 ms', { failureKind: 'silent' }) },
    /--timeout waits longer/,
  ],
])('%s cannot be judged', async (_, situation, sentence) => {
  expect(await why(situation)).toMatch(sentence)
})

test.each<[string, Situation]>([
  ['a list of files', { opening: files }],
  ['an API without files', { opening: gone, others: files }],
  ['a page for one read only', { opening: page, others: gone }],
  ['a failure in the envelope', { opening: refused('HTTP_500') }],
  ['a failure of one read only', { opening: answered(503, html), others: files }],
  ['a key that may not read', { opening: refused('AUTHZ_ERROR') }],
  ['an account that has to pay', { opening: refused('HTTP_402') }],
])('%s can be judged', async (_, situation) => {
  expect(await why(situation)).toBeUndefined()
})

test('an API is looked for above, below and at the root of a wrong base URL, never with a slash at its end', async () => {
  const asked = async (base: string) => {
    const bases: string[] = []
    const askAt = async (one: string) => void bases.push(one)
    await whyNotJudged(gone, base, { ask: async () => gone, askAt })
    return bases
  }
  expect(await asked('http://target.example/own/v9')).toEqual([
    'http://target.example/own/v9/api/v2',
    'http://target.example/api/v2',
    'http://target.example/own',
    'http://target.example/own/v9/v2',
    'http://target.example',
  ])
  expect(await asked('http://target.example/own//v9')).toContain('http://target.example/own')
  expect(await asked('http://target.example')).not.toContain('http://target.example')
})
