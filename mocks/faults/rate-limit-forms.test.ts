import { describe, expect, test } from 'vitest'
import { rateLimitFormNames, rateLimitForms } from './rate-limit-forms.ts'

describe('a rate limit is told', () => {
  const state = { limit: 100, remaining: 7, resetMs: 12_345.6 }
  const common = ['X-RateLimit-Limit', '100', 'X-RateLimit-Remaining', '7', 'X-RateLimit-Reset']
  const written = {
    published: [...common, '13'],
    'epoch-ms': [...common, '12346'],
    delta: [...common, '3'],
    draft: ['RateLimit-Policy', '"default";q=100;w=60', 'RateLimit', '"default";r=7;t=3'],
  }

  test.each(rateLimitFormNames)('as %s', (name) => {
    expect(rateLimitForms[name].write(state, 10_000)).toEqual(written[name])
  })

  test('with no time left rather than less', () => {
    expect(rateLimitForms.delta.write(state, 20_000).at(-1)).toBe('0')
    expect(rateLimitForms.draft.write(state, 20_000).at(-1)).toBe('"default";r=7;t=0')
  })

  test('in the words of the documents', () => {
    expect(rateLimitFormNames.map((name) => rateLimitForms[name].title)).toEqual([
      'as the API does: `X-RateLimit-Limit`, `-Remaining` and `-Reset` in seconds since 1970',
      'the same with `X-RateLimit-Reset` in milliseconds since 1970',
      'the same with `X-RateLimit-Reset` in seconds from now',
      '`RateLimit` and `RateLimit-Policy` instead (draft-ietf-httpapi-ratelimit-headers)',
    ])
  })
})
