import { describe, expect, it } from 'vitest'
import { plainRequest } from '../../testing/plain-request.ts'
import { guard, guardFiles, hostOf } from './guard.ts'

const verdict = (headers: Record<string, string>, token?: string, method?: string) =>
  guard(plainRequest({ ...(method && { method }), headers }), { host: 'mock.test', token })

const code = (headers: Record<string, string>, token?: string, method?: string) =>
  verdict(headers, token, method).refusal?.error

describe('the host under which the control API is reached', () => {
  it.each([
    'localhost',
    'LOCALHOST:4010',
    'app.localhost:80',
    '127.0.0.1:4010',
    '127.9.9.9',
    '[::1]:4010',
    '192.168.1.7:4010',
    '[fe80::1]',
    'mock.test:1',
  ])('may be %s', (host) => {
    expect(code({ host })).toBeUndefined()
  })

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '',
    'a b',
    '[::1',
    'localhost:4010@evil.example',
  ])('may not be "%s"', (host) => {
    expect(code({ host })).toBe('AUTHZ_ERROR')
  })

  it('must be there', () => {
    expect(code({})).toBe('AUTHZ_ERROR')
  })

  it('may be any when the token comes with it', () => {
    expect(code({ host: 'mock.example', 'mock-control-token': 's3cret' }, 's3cret')).toBeUndefined()
    expect(code({ host: 'mock.example', 'mock-control-token': 'wrong' }, 's3cret')).toBe('AUTHZ_ERROR')
  })

  it('is read without its port and brackets', () => {
    expect(hostOf('[::1]:80')).toBe('::1')
    expect(hostOf('Localhost:4010')).toBe('localhost')
    expect(hostOf('http://localhost')).toBeUndefined()
  })
})

describe('the origin of a page', () => {
  it.each(['http://localhost:5173', 'https://127.0.0.1', 'http://[::1]:3000', 'http://10.0.0.5:4010'])(
    'may be %s, and is named in the answer',
    (origin) => {
      expect(verdict({ host: '10.0.0.5:4010', origin })).toEqual({
        cors: ['Access-Control-Allow-Origin', origin, 'Vary', 'Origin'],
      })
    },
  )

  it.each([
    'https://evil.example',
    'null',
    'http://localhost.evil.example',
    'file://',
    'http://10.0.0.5:9999',
    'http://a@localhost',
  ])('may not be %s, even with the token', (origin) => {
    const { refusal, cors } = verdict({ host: '10.0.0.5:4010', origin, 'mock-control-token': 't' }, 't')
    expect(refusal?.error).toBe('AUTHZ_ERROR')
    expect(cors).toEqual([])
  })
})

describe('the control token', () => {
  const host = 'localhost'

  it.each([{ authorization: 'Bearer s3cret' }, { 'mock-control-token': 's3cret' }])('opens with %o', (headers) => {
    expect(code({ host, ...headers }, 's3cret')).toBeUndefined()
  })

  it.each([{}, { authorization: 'Bearer other' }, { authorization: 's3cret' }, { 'mock-control-token': '' }])(
    'does not open with %o',
    (headers) => {
      expect(code({ host, ...headers }, 's3cret')).toBe('INVALID_API_KEY')
    },
  )

  it('is not asked of a preflight, which cannot carry it', () => {
    expect(code({ host, origin: 'http://localhost' }, 's3cret', 'OPTIONS')).toBeUndefined()
  })
})

describe('what a page of another site asks for without an origin', () => {
  const host = '127.0.0.1:4010'
  it.each(['image', 'iframe', 'script', 'empty', 'style'])('is refused for %s', (dest) => {
    expect(code({ host, 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': dest })).toBe('AUTHZ_ERROR')
  })

  it.each([
    ['a link that is followed', 'cross-site', 'document'],
    ['an address that is typed', 'none', 'document'],
    ['a page of its own', 'same-origin', 'empty'],
  ])('is answered for %s', (_, site, dest) => {
    expect(code({ host, 'sec-fetch-site': site, 'sec-fetch-dest': dest })).toBeUndefined()
  })
})

describe('whoever is refused is told why', () => {
  const told = (headers: Record<string, string>, token?: string) => verdict(headers, token).refusal?.message
  const how = 'Send it as "Authorization: Bearer <token>" or "Mock-Control-Token: <token>"'

  it.each([
    [
      { host: 'evil.example' },
      undefined,
      'The control API is not served under the host "evil.example"; use localhost, an address, or a control token',
    ],
    [
      { host: 'localhost', origin: 'https://evil.example' },
      undefined,
      'Pages of the origin "https://evil.example" may not use the control API',
    ],
    [
      { host: 'localhost', 'sec-fetch-site': 'cross-site' },
      undefined,
      'Pages of another site may not use the control API',
    ],
    [{ host: 'localhost' }, 's3cret', `The control token is missing. ${how}`],
    [{ host: 'localhost', authorization: 'Bearer other' }, 's3cret', `The control token is wrong. ${how}`],
  ])('%j', (headers, token, message) => {
    expect(told(headers, token)).toBe(message)
  })
})

describe('the files of the console', () => {
  const refused = (headers: Record<string, string>, token?: string) =>
    guardFiles(plainRequest({ headers }), { host: 'mock.test', token })?.error

  it('come under the names of this machine, and under any where a token is demanded', () => {
    expect([
      refused({ host: 'mock.test' }),
      refused({ host: 'a.example' }),
      refused({ host: 'a.example' }, 't'),
    ]).toEqual([undefined, 'AUTHZ_ERROR', undefined])
    const foreign = { host: 'localhost', 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'script' }
    expect([refused(foreign), refused(foreign, 't')]).toEqual(['AUTHZ_ERROR', 'AUTHZ_ERROR'])
  })
})
