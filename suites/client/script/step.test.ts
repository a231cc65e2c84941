import { describe, expect, it } from 'vitest'
import { always, describeScript, ok, stepAt } from './step.ts'

describe('a script', () => {
  it('is told in the notation of the rules', () => {
    expect(describeScript([{ status: 429, retryAfter: 2 }, ok])).toBe('429(RA=2) → 200')
    expect(describeScript([{ transport: 'reset' }, ok])).toBe('RST → 200')
    expect(describeScript([always({ status: 500 })])).toBe('500*')
    expect(describeScript([{ status: 429, retryAfter: ['2', '2'] }])).toBe('429(RA=2 and 2)')
    expect(describeScript([{ status: 429, retryAfter: '2, 3' }])).toBe('429(RA="2, 3")')
    expect(describeScript([{ status: 429, retryAfterDate: -3600 }])).toBe('429(RA=date-3600s)')
    expect(describeScript([{ status: 503, form: 'html', times: 2 }])).toBe('503(html) ×2')
    expect(describeScript([{ status: 200, transport: 'short-body' }])).toBe('200 SHORT')
    expect(describeScript([{ status: 503, transport: 'early-hints' }])).toBe('103+503')
    expect(describeScript([{ status: 307, location: '/x', elsewhere: 'alike' }])).toBe(
      '307(/x, to a port that begins alike)',
    )
    expect(describeScript([{ ...ok, body: 'drips' }])).toBe('200 DRIP')
    expect(describeScript([{ status: 503, body: 'huge' }])).toBe('503(8 MB)')
    expect(describeScript([{ status: 413, early: 'ends' }])).toBe('413(before the upload ends, then FIN)')
    expect(describeScript([{ ...ok, delayMs: 2_000 }])).toBe('SLOW 2s 200')
    expect(describeScript([{ status: 200, stream: 'breaks-off' }])).toBe('200(events, cut off)')
    expect(describeScript([{ status: 429, retryAfterDate: 4, clockAhead: -3_600 }])).toBe(
      '429(RA=date+4s, clock -3600s)',
    )
    expect(describeScript([{ status: 429, rateLimitReset: 3, rateLimitHeader: 'RateLimit' }])).toBe(
      '429(RateLimit=+3s)',
    )
  })

  it('serves its steps in order, a repeated one as often as it says', () => {
    const script = [{ status: 503, times: 2 }, { status: 429 }, ok]
    expect([0, 1, 2, 3].map((request) => stepAt(script, request).index)).toEqual([0, 0, 1, 2])
    expect(stepAt(script, 4)).toEqual({ index: 2, beyond: true })
    expect(stepAt([always(ok)], 99)).toEqual({ index: 0, beyond: false })
  })
})

describe('a step', () => {
  it.each([
    [{ status: 429, code: 'RATE_LIMIT_ERROR', retryAfter: 1 }, '429(RATE_LIMIT_ERROR, RA=1)'],
    [{ status: 429, retryAfter: '' }, '429(RA="")'],
    [{ status: 429, retryAfter: '1.5' }, '429(RA=1.5)'],
    [{ status: 429, retryAfter: ['2', '3 s'] }, '429(RA=2 and "3 s")'],
    [{ status: 429, retryAfter: 2, lowerCase: true }, '429(RA=2, lower case)'],
    [{ status: 429, retryAfterDate: 0 }, '429(RA=date+0s)'],
    [{ status: 429, retryAfterDate: 4, dateForm: 'asctime' }, '429(RA=date+4s, asctime)'],
    [{ status: 429, clockAhead: 0 }, '429(clock +0s)'],
    [{ status: 429, rateLimitReset: 3 }, '429(reset=+3s)'],
    [{ status: 302, location: '/x', elsewhere: 'other-port' }, '302(/x, to another port)'],
    [{ status: 413, early: 'reads-on' }, '413(before the upload ends)'],
    [{ status: 200, stream: 'whole' }, '200'],
    [{ status: 200, stream: 'fails' }, '200(event: error)'],
    [{ status: 200, stream: 'stalls' }, '200(events, stalled)'],
    [{ transport: 'stall-headers' }, 'STALL'],
    [{ transport: 'reset', delayMs: 500 }, 'SLOW 0.5s RST'],
    [{ transport: 'reset', times: 3 }, 'RST ×3'],
    [{ body: 'drips' }, 'DRIP'],
    [{}, ''],
  ] as const)('%j is %s', (step, words) => {
    expect(describeScript([step])).toBe(words)
  })
})
