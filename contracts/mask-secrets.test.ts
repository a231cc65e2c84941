import { expect, test } from 'vitest'
import { maskHeader, maskText } from './mask-secrets.ts'

test.each([
  ['https://a/b?api_key=x&limit=2', 'https://a/b?api_key=***&limit=2'],
  ['/a?key=x', '/a?key=***'],
  ['/a?limit=2&access_token=x#id_token=y', '/a?limit=2&access_token=***#id_token=***'],
  ['/a?user%5Bpassword%5D=x', '/a?user%5Bpassword%5D=***'],
  ['/a?X-Amz-Signature=x&X-Amz-Date=1', '/a?X-Amz-Signature=***&X-Amz-Date=1'],
  ['/a;jsessionid=x?limit=2', '/a;jsessionid=***?limit=2'],
  ['/a?%74oken=x&tok%65n=y', '/a?%74oken=***&tok%65n=***'],
  ['/a?code=x&state=2', '/a?code=***&state=2'],
  ['Prefer: code=429', 'Prefer: code=429'],
  ['/t/aion_live_0123456789abcdefghij/files/aion_live_0123456789abcdefghij.png', '/t/aion_***/files/aion_***.png'],
  ['was eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0 here', 'was *** here'],
  ['curl -H "Authorization: Bearer 0123456789abcdef.x"', 'curl -H "Authorization: Bearer ***"'],
  ['the basic plan, and the bearer of it', 'the basic plan, and the bearer of it'],
  ['use aion_test_name_of_your_choice', 'use aion_test_name_of_your_choice'],
  ['https://me:x@a/b and ftp://t0ken@a, sk:@a', 'https://***@a/b and ftp://***@a, sk:@a'],
  ['token="x y", realm="z"', 'token="***", realm="z"'],
  ['/a?api%5Fkey=x', '/a?api%5Fkey=***'],
  ['/a?KEY=x&Code=y', '/a?KEY=***&Code=***'],
  ['/a#code=x;key=y', '/a#code=x;key=y'],
  ['/a?keys=x&monkey=y&key2=z', '/a?keys=x&monkey=y&key2=z'],
  ['token=a,token=b;token=c', 'token=***,token=***;token=***'],
  ['/a;sid=x;y?sid=z', '/a;sid=***;y?sid=***'],
  ['(token=x) <token=y> [token=z] {token=w}', '(token=***) <token=***> [token=*** {token=***'],
  ['atoken=x', 'atoken=x'],
  ['token=***', 'token=***'],
  ['token=\'x y\' and token=""', 'token=\'***\' and token=""'],
  ['realm="x y", page_token="z"', 'realm="x y", page_token="z"'],
  ['ftp://me:pw@host and https://me@host', 'ftp://***@host and https://***@host'],
  ['https://:pw@host/a:b@c', 'https://***@host/a:b@c'],
  ['aion_0123456789012345678', 'aion_0123456789012345678'],
  ['aion_01234567890123456789', 'aion_***'],
  ['saion_01234567890123456789', 'saion_01234567890123456789'],
  ['eyJhbGci.eyJzdWI.', '***'],
  ['eyJhbGc.eyJz.x', 'eyJhbGc.eyJz.x'],
  ['basic dXNlcjpwYXNzd29yZA==', 'basic ***'],
  ['Bearer  012345678901234', 'Bearer  012345678901234'],
  ['Bearer  0123456789012345', 'Bearer ***'],
  ['Bearer aion_test_0123456789_abcdefghij', 'Bearer aion_test_0123456789_abcdefghij'],
  ['/a?%E0%A4%A=x&page_token=2&session_id=3', '/a?%E0%A4%A=x&page_token=2&session_id=3'],
  ['/a?to=https%3A%2F%2Fme%3Ax%40h%2F%3Ftoken%3Dy&b=1', '/a?to=https%3A%2F%2F***%40h%2F%3Ftoken%3D***&b=1'],
  ['/a?to=%2Fb%3Fto%3D%252Fc%253Fsid%253Dx', `/a?to=%2Fb%3Fto%3D${encodeURIComponent('%2Fc%3Fsid%3D***')}`],
  ['/a?data=%7B%22password%22%3A%22x%22%7D', '/a?data=%7B%22password%22%3A%22***%22%7D'],
  ['/a?to=%2Fb%3Flimit%3D2&c=%22', '/a?to=%2Fb%3Flimit%3D2&c=%22'],
  ['{"password":"x","user":"y","sid" : "z', '{"password":"***","user":"y","sid" : "***'],
  ['{"password":"a\\"b","token":"***"}', '{"password":"***","token":"***"}'],
])('%s is shown as %s', (text, shown) => {
  expect(maskText(text)).toBe(shown)
})

test('each secret is told as it stood there', () => {
  const told: string[] = []
  const tell = (secret: string) => told.push(secret)
  maskText('/a?token=x%20y&code=7 https://me:pw@h sid="q r"', tell)
  maskText('aion_01234567890123456789 Bearer 0123456789abcdef', tell)
  expect(told).toEqual(['x%20y', '7', 'q r', 'pw', 'aion_01234567890123456789', '0123456789abcdef'])
})

test('of a secret header each part is told', () => {
  const told: string[] = []
  expect(maskHeader('Cookie', 'a=b; c=d== ,e', (secret) => told.push(secret))).toBe('***')
  expect(told).toEqual(['a', 'b', 'c', 'd', '', '', 'e'])
  told.length = 0
  expect(maskHeader('Link', '<https://a/?token=x>', (secret) => told.push(secret))).toBe('<https://a/?token=***>')
  expect(told).toEqual(['x'])
})

test('a secret header is masked whole, another where it holds a secret', () => {
  expect(maskHeader('X-Auth-Token', 'abc')).toBe('***')
  expect(maskHeader('Referer', 'https://a/?access_token=x&b=1')).toBe('https://a/?access_token=***&b=1')
})
