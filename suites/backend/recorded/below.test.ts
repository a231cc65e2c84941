import { expect, test } from 'vitest'
import { createOriginMatcher } from './below.ts'
import { isSteered } from './steered.ts'

test.each([
  ['http://t/api', 'http://t/api/files?a=1', 'http://t/api/files?a=1'],
  ['http://t/api/', 'http://t/api/files', 'http://t/api/files'],
  ['http://t/api', 'http://t/api', 'http://t/api'],
  ['http://T/api', 'http://t:80/api/x', 'http://T/api/x'],
  ['http://t', 'http://t/x', 'http://t/x'],
  ['http://t/api', 'http://t/apis', undefined],
  ['http://t/api', 'https://t/api/x', undefined],
  ['http://t/api', 'http://t:81/api/x', undefined],
  ['http://t/api', 'http://t/', undefined],
  ['http://t/api', 'no address', undefined],
])('below %s, %s is %s', (baseUrl, address, found) => {
  expect(createOriginMatcher(baseUrl)(address)).toBe(found)
})

test.each([
  ['http://t/x', 'Mock-Fault', 'reset', true],
  ['http://t/x', 'Prefer', 'code=429', true],
  ['http://t/x', 'PREFER', 'wait=1, Code = 429', true],
  ['http://t/x', 'Prefer', 'wait=1', false],
  ['http://t/x', 'X-Prefer', 'code=429', false],
  ['http://t/x?mock-fault=reset', 'A', 'b', true],
  ['http://t/x?a=1&MOCK-FAULT=reset', 'A', 'b', true],
  ['http://t/x?amock-fault=reset', 'A', 'b', false],
])('%s with %s: %s asks for its error: %s', (url, name, value, isAsked) => {
  expect(
    isSteered({
      url,
      requestHeaders: [
        ['Accept', '*/*'],
        [name, value],
      ],
    }),
  ).toBe(isAsked)
})
