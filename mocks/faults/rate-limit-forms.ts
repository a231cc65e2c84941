import { serializeList } from 'structured-headers'
import type { HeaderList } from '../core/message.ts'
import { publishedLimits, rateLimitLines } from '../core/shared-headers.ts'
import { type RateState, rateWindowSeconds } from '../tenant/rate-window.ts'

interface RateLimitForm {
  /** What is sent, for the documents. */
  readonly title: string
  write(state: RateState, nowMs: number): HeaderList
}

const secondsLeft = ({ resetMs }: RateState, nowMs: number) => Math.max(0, Math.ceil((resetMs - nowMs) / 1_000))

/** Every way in which servers tell of a rate limit; how one is written stands here and nowhere else. */
export const rateLimitForms = {
  published: {
    title: 'as the API does: `X-RateLimit-Limit`, `-Remaining` and `-Reset` in seconds since 1970',
    write: publishedLimits,
  },
  'epoch-ms': {
    title: 'the same with `X-RateLimit-Reset` in milliseconds since 1970',
    write: (state) => rateLimitLines(state, Math.ceil(state.resetMs)),
  },
  delta: {
    title: 'the same with `X-RateLimit-Reset` in seconds from now',
    write: (state, nowMs) => rateLimitLines(state, secondsLeft(state, nowMs)),
  },
  draft: {
    title: '`RateLimit` and `RateLimit-Policy` instead (draft-ietf-httpapi-ratelimit-headers)',
    write: (state, nowMs) => [
      'RateLimit-Policy',
      serializeList([
        [
          'default',
          new Map([
            ['q', state.limit],
            ['w', rateWindowSeconds],
          ]),
        ],
      ]),
      'RateLimit',
      serializeList([
        [
          'default',
          new Map([
            ['r', state.remaining],
            ['t', secondsLeft(state, nowMs)],
          ]),
        ],
      ]),
    ],
  },
} as const satisfies Record<string, RateLimitForm>

export type RateLimitFormName = keyof typeof rateLimitForms

export const rateLimitFormNames = Object.keys(rateLimitForms) as readonly RateLimitFormName[] // keys of a literal object
