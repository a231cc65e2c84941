import { describe, expect, test } from 'vitest'
import { followRedirects } from './follow-redirects.ts'

const origin = 'https://api.example'

/** A fetch that redirects once with this status and then tells what reached it. */
function serve(status: number, location = '/there') {
  const seen: { method: string; url: string; body: string; headers: Headers }[] = []
  const fetch = followRedirects(async (input, init) => {
    const request = new Request(input, init)
    seen.push({ method: request.method, url: request.url, body: await request.text(), headers: request.headers })
    return seen.length === 1 ? new Response(null, { status, headers: { location } }) : new Response('here')
  })
  return { fetch, seen }
}

describe('a redirect', () => {
  test.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'PUT', 'GET', ''],
    [307, 'POST', 'POST', 'body'],
    [308, 'PUT', 'PUT', 'body'],
    [302, 'PUT', 'PUT', 'body'],
  ])('%d turns %s into %s', async (status, method, then, body) => {
    const { fetch, seen } = serve(status)
    const response = await fetch(`${origin}/here`, { method, body: 'body', headers: { 'Content-Type': 'text/x' } })
    expect(await response.text()).toBe('here')
    expect(seen[1]).toMatchObject({ method: then, url: `${origin}/there`, body })
    expect(seen[1]?.headers.get('content-type')).toBe(body === '' ? null : 'text/x')
  })

  test.each([
    ['/there', 'Bearer key'],
    ['https://api.example:8443/there', null],
    ['https://api.example.evil/there', null],
  ])('to %s carries %s', async (location, expected) => {
    const { fetch, seen } = serve(307, location)
    await fetch(new Request(`${origin}/here`, { headers: { Authorization: 'Bearer key' } }))
    expect(seen[1]?.headers.get('authorization')).toBe(expected)
  })

  test('that drops a body drops what describes it, and nothing else', async () => {
    const describing = ['content-encoding', 'content-language', 'content-location', 'content-type', 'content-length']
    const headers = Object.fromEntries([...describing, 'x-own'].map((name) => [name, '4']))
    const { fetch, seen } = serve(303)
    await fetch(`${origin}/here`, { method: 'POST', body: 'body', headers })
    expect(describing.filter((name) => seen[0]?.headers.has(name))).toEqual(describing)
    expect([...describing, 'x-own'].filter((name) => seen[1]?.headers.has(name))).toEqual(['x-own'])
  })

  test('to another origin leaves every secret behind', async () => {
    const secrets = ['authorization', 'cookie', 'proxy-authorization']
    const given = new Headers(Object.fromEntries([...secrets, 'x-own'].map((name) => [name, 'x'])))
    const { fetch, seen } = serve(307, 'https://else.example/there')
    await fetch(`${origin}/here`, { headers: given })
    expect([...secrets, 'x-own'].filter((name) => seen[0]?.headers.has(name))).toEqual([...secrets, 'x-own'])
    expect([...secrets, 'x-own'].filter((name) => seen[1]?.headers.has(name))).toEqual(['x-own'])
  })

  test('of a request with a body that was made before is followed, too', async () => {
    const { fetch, seen } = serve(308)
    await fetch(new Request(`${origin}/here`, { method: 'POST', body: 'body' }))
    expect(seen.map(({ body }) => body)).toEqual(['body', 'body'])
  })

  test.each([
    [301, 'POST'],
    [303, 'PUT'],
  ])('%d drops a stream that was sent with %s', async (status, method) => {
    const { fetch, seen } = serve(status)
    const body = new Blob(['body']).stream()
    const response = await fetch(`${origin}/here`, { method, body, duplex: 'half' } as RequestInit)
    expect([response.status, seen.map((one) => [one.method, one.body])]).toEqual([
      200,
      [
        [method, 'body'],
        ['GET', ''],
      ],
    ])
  })

  test('cannot send a stream again', async () => {
    const { fetch } = serve(307)
    const body = new Blob(['body']).stream()
    await expect(fetch(`${origin}/here`, { method: 'POST', body, duplex: 'half' } as RequestInit)).rejects.toThrow(
      TypeError,
    )
  })

  test.each([
    ['HTTPS://API.example/a b?c=d e#f', '/there#g', 'https://api.example/there'],
    ['HTTPS://API.example/a b?c=d e#f', undefined, 'https://api.example/a%20b?c=d%20e'],
  ])('from %s to %s has the address of the answer, without a fragment', async (from, to, url) => {
    for (const input of [from, new URL(from), new Request(from)])
      expect((await serve(to === undefined ? 204 : 302, to).fetch(input)).url).toBe(url)
  })

  test('that never ends is a network error', async () => {
    const fetch = followRedirects(async () => new Response(null, { status: 302, headers: { location: '/again' } }))
    await expect(fetch(origin)).rejects.toMatchObject({
      message: 'fetch failed',
      cause: { message: 'redirect count exceeded' },
    })
  })

  test('without a location is an answer', async () => {
    const fetch = followRedirects(async () => new Response(null, { status: 302 }))
    expect((await fetch(origin)).status).toBe(302)
  })
})
