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
  })

  it('serves its steps in order, a repeated one as often as it says', () => {
    const script = [{ status: 503, times: 2 }, { status: 429 }, ok]
    expect([0, 1, 2, 3].map((request) => stepAt(script, request).index)).toEqual([0, 0, 1, 2])
    expect(stepAt(script, 4)).toEqual({ index: 2, beyond: true })
    expect(stepAt([always(ok)], 99)).toEqual({ index: 0, beyond: false })
  })
})
