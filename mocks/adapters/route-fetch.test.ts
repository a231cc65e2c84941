import { describe, expect, test } from 'vitest'
import { routeFetch } from './route-fetch.ts'

const ours = 'https://ours.example'
const foreign = 'https://foreign.example'

/** Two sides that note what reaches them; ours answers with a redirect to where the path says. */
function sides() {
  const seen: string[] = []
  const note = async (side: string, input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    const { method, url, headers } = request
    seen.push(
      `${side} ${method} ${url} ${headers.get('authorization')} ${headers.get('cookie')} ${await request.text()}`,
    )
    return url
  }
  const mock: typeof fetch = async (input, init) => {
    const [status, location] = new URL(await note('mock', input, init)).hash.slice(1).split('=')
    return new Response(null, { status: Number(status || 200), headers: location ? { location } : {} })
  }
  const below: typeof fetch = async (input, init) => {
    const url = await note('below', input, init)
    return Object.defineProperty(new Response('below'), 'url', { value: `${url}?followed` })
  }
  return { route: routeFetch(({ origin }) => origin === ours, mock, below), seen }
}

const secret = { authorization: 'Bearer key', cookie: 'a=b' }

describe('a redirect of ours', () => {
  test('to a foreign host goes out without what is secret', async () => {
    const { route, seen } = sides()
    const response = await route(`${ours}/#307=${foreign}/there`, { method: 'POST', body: 'text', headers: secret })
    expect([response.url, response.redirected, await response.text()]).toEqual([
      `${foreign}/there?followed`,
      true,
      'below',
    ])
    expect(seen.map((line) => line.replace(/#\S+/, ''))).toEqual([
      `mock POST ${ours}/ Bearer key a=b text`,
      `below POST ${foreign}/there null null text`,
    ])
  })

  test('of a Request stays ours where it leads to us', async () => {
    const { route, seen } = sides()
    const response = await route(new Request(`${ours}/#302=/there`, { method: 'POST', body: 'text', headers: secret }))
    expect([response.status, response.url, response.redirected]).toEqual([200, `${ours}/there`, true])
    expect(seen[1]).toBe(`mock GET ${ours}/there Bearer key a=b `)
  })

  test('is not followed when the call says so', async () => {
    const { route, seen } = sides()
    expect((await route(`${ours}/#302=${foreign}/`, { redirect: 'manual' })).status).toBe(302)
    await expect(route(`${ours}/#302=${foreign}/`, { redirect: 'error' })).rejects.toThrow(
      new TypeError('fetch failed'),
    )
    expect(seen).toHaveLength(2)
  })
})

test('a foreign call comes below as it was given', async () => {
  const given: unknown[] = []
  const route = routeFetch(
    () => false,
    () => expect.unreachable(),
    async (...call) => {
      given.push(...call)
      return new Response()
    },
  )
  const call = [new Request(foreign), { keepalive: true }] as const
  const response = await route(...call)
  expect(given).toEqual(call)
  expect(given[0]).toBe(call[0])
  expect(response.redirected).toBe(false)
})
