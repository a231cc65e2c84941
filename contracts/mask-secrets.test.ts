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
  ['token="x y", realm="z"', 'token="***", realm="z"'],
  ['/a?%E0%A4%A=x&page_token=2&session_id=3', '/a?%E0%A4%A=x&page_token=2&session_id=3'],
])('%s is shown as %s', (text, shown) => {
  expect(maskText(text)).toBe(shown)
})

test('a secret header is masked whole, another where it holds a secret', () => {
  expect(maskHeader('X-Auth-Token', 'abc')).toBe('***')
  expect(maskHeader('Referer', 'https://a/?access_token=x&b=1')).toBe('https://a/?access_token=***&b=1')
})
