import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainRequest } from '../testing/plain-request.ts'
import { createFaultReader } from './requested.ts'

const requestedFault = createFaultReader()

const requested = (headers: Record<string, string | readonly string[]>, query = '') =>
  requestedFault(plainRequest({ headers }), query === '' ? null : new URLSearchParams(query))

const problem = (...given: Parameters<typeof requested>) => {
  const result = requested(...given)
  return result && 'problem' in result ? result.problem : undefined
}

describe('what a request asks for', () => {
  it('is nothing when it does not say so', () => {
    expect(requested({ host: 'a', prefer: 'return=minimal' }, '?limit=5')).toBeUndefined()
  })

  it.each([
    [{ 'mock-fault': 'reset' }, '', { fault: { transport: 'reset' }, by: { channel: 'header' } }],
    [{}, '?mock-fault=reset', { fault: { transport: 'reset' }, by: { channel: 'query' } }],
    [{ prefer: 'code=404' }, '', { fault: { error: 'HTTP_404', status: 404 }, by: { channel: 'prefer' } }],
    [
      { prefer: 'return=minimal', 'mock-fault': 'reset' },
      '',
      { fault: { transport: 'reset' }, by: { channel: 'header' } },
    ],
  ])('is read from %j and "%s"', (headers, query, expected) => {
    expect(requested(headers, query)).toEqual(expected)
  })

  it.each([
    [{ 'mock-fault': 'reset' }, '?mock-fault=close', 'mock-fault'],
    [{ 'mock-fault': 'reset', prefer: 'code=404' }, '', 'Prefer'],
    [{ prefer: 'code=404' }, '?mock-fault=close', 'Prefer'],
    [{}, '?mock-fault=close&mock-fault=reset', 'mock-fault'],
    [{ 'mock-fault': ['reset', 'close'] }, '', 'Mock-Fault'],
    [{ 'mock-fault': '' }, '', 'Mock-Fault'],
    [{}, '?mock-fault=', 'mock-fault'],
    [{ 'mock-faults': 'reset' }, '', 'mock-faults'],
  ])('is refused when it is given twice or misspelt: %j and "%s"', (headers, query, field) => {
    expect(problem(headers, query)?.field).toBe(field)
  })

  it('is read from several lines as from one', () => {
    const lines = ['return=minimal', 'code=404']
    expect(requested({ prefer: lines })).toEqual(requested({ prefer: lines.join(', ') }))
    expect(requested({ prefer: lines })).toMatchObject({ fault: { error: 'HTTP_404' } })
    expect(problem({ 'mock-fault': ['reset', 'close'] })).toEqual(problem({ 'mock-fault': 'reset, close' }))
  })

  it('names the header that was meant', () => {
    expect(problem({ 'mock-faut': 'reset' })?.issue).toContain('Did you mean mock-fault?')
  })

  it('is never lost: a request that speaks of faults is served one or refused', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('header', 'query'), (value, channel) => {
        const result =
          channel === 'header'
            ? requested({ 'mock-fault': value })
            : requested({}, `?mock-fault=${encodeURIComponent(value)}`)
        expect(result?.by.channel).toBe(channel)
      }),
    )
  })
})
