import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../contracts/errors.ts'
import { readInput } from '../../contracts/read-input.ts'
import { documentedStatuses } from '../../contracts/statuses.ts'
import { faultValidators } from '../generated/fault-validators.js'
import { anyFault } from '../testing/arbitrary-fault.ts'
import { asFault } from './fault.ts'
import { transportKinds } from './transports.ts'

const readFault = (value: unknown) => {
  const read = readInput(faultValidators.GivenFault, value)
  return 'problem' in read ? read : { fault: asFault(read.input) }
}
const problem = (value: unknown) => {
  const read = readFault(value)
  return 'problem' in read ? read.problem : undefined
}

describe('a fault in JSON', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(anyFault, (fault) => {
        expect(readFault(JSON.parse(JSON.stringify(fault)))).toEqual({ fault })
      }),
    )
  })

  it.each(errorCodes)('may be %s alone', (error) => {
    expect(readFault({ error })).toEqual({ fault: { error } })
  })

  it.each(transportKinds.filter((kind) => kind !== 'slow-answer'))('may be %s alone', (transport) => {
    expect(readFault({ transport })).toEqual({ fault: { transport } })
  })

  it.each(documentedStatuses.filter((status) => status >= 400))('may be the documented status %d', (status) => {
    expect(readFault({ status })).toMatchObject({ fault: { status } })
  })

  it.each([
    [{ error: 'RATE_LIMIT_EROR' }, 'error', /Did you mean RATE_LIMIT_ERROR/],
    [{ error: 'rate_limit_error' }, 'error', /Did you mean RATE_LIMIT_ERROR/],
    [{ transport: 'reste' }, 'transport', /Did you mean reset/],
    [{ eror: 'TIMEOUT' }, 'error', /Did you mean error/],
    [{ status: 418 }, 'status', /400, 401/],
    [{ status: '429' }, 'status', /a documented error status/],
    [{ status: 200 }, 'form', /required/],
    [{ status: 204, form: 'html' }, 'status', /a success \(200, 201, 202\)/],
    [{ status: 200, form: 'envelope' }, 'form', /truncated-json, html, empty/],
    [{ status: 307 }, 'location', /required/],
    [{ status: 304, location: '/' }, 'status', /one of 301, 302/],
    [{ status: 307, location: 'ftp://a.test/' }, 'location', /absolute URL or a path/],
    [{ status: 307, location: 'https://a.test/\r\nx: y' }, 'location', /absolute URL or a path/],
    [{ status: 307, location: '/', when: 'streaming' }, 'when', /before, committed/],
    [{ status: 307, location: '/', retryAfter: 1 }, 'retryAfter', /of a redirect/],
    [{ status: 429, location: '/' }, 'status', /one of 301, 302/],
    [{ error: 'TIMEOUT', rateLimit: 'drft' }, 'rateLimit', /Did you mean draft/],
    [{ error: 'TIMEOUT', body: 'stal' }, 'body', /Did you mean stall/],
    [{ error: 'TIMEOUT', rate: 5 }, 'rate', /body beside it/],
    [{ error: 'TIMEOUT', body: 'stall', rate: 5 }, 'body', /drip where a rate/],
    [{ error: 'TIMEOUT', body: 'drip', form: 'empty' }, 'form', /a form that has a body/],
    [{ error: 'TIMEOUT', size: '8MB', form: 'empty' }, 'form', /a form that has a body/],
    [{ error: 'TIMEOUT', size: 0 }, 'size', /from 1 to 100MB/],
    [{ error: 'TIMEOUT', size: '101MB' }, 'size', /from 1 to 100MB/],
    [{ error: 'TIMEOUT', size: '8 MB' }, 'size', /from 1 to 100MB/],
    [{ error: 'TIMEOUT', size: 100_000_001 }, 'size', /from 1 to 100MB/],
    [{ error: 'TIMEOUT', afterBytes: 5, when: 'committed' }, 'when', /before where afterBytes/],
    [{ error: 'TIMEOUT', afterBytes: -1 }, 'afterBytes', /number of bytes/],
    [{ transport: 'short-body', afterBytes: 5 }, 'transport', /upload: reset, close, stall-headers, garbage/],
    [{ transport: 'reset', afterBytes: 5, when: 'committed' }, 'when', /before where afterBytes/],
    [{ transport: 'reset', rate: 5 }, 'transport', /has a rate: slow-body/],
    [{ error: 'TIMEOUT', status: 200 }, 'status', /between 400 and 599/],
    [{ error: 'TIMEOUT', retryafter: 1 }, 'retryafter', /Did you mean retryAfter/],
    [{ error: 'TIMEOUT', retryAfter: -1 }, 'retryAfter', /whole seconds/],
    [{ error: 'TIMEOUT', retryAfter: 1.5 }, 'retryAfter', /whole seconds/],
    [{ error: 'TIMEOUT', retryAfter: 'a\r\nb: c' }, 'retryAfter', /whole seconds/],
    [{ error: 'TIMEOUT', retryAfter: [] }, 'retryAfter', /whole seconds/],
    [{ error: 'TIMEOUT', retryAfter: 1, retryAfterDate: 1 }, 'retryAfterDate', /one of them/],
    [{ error: 'TIMEOUT', dateForm: 'rfc850' }, 'dateForm', /retryAfterDate beside it/],
    [{ error: 'TIMEOUT', dateForm: 'rfc822', retryAfterDate: 1 }, 'dateForm', /Did you mean rfc850/],
    [{ error: 'TIMEOUT', requestId: 'a b' }, 'requestId', /visible ASCII/],
    [{ error: 'TIMEOUT', form: 'htm' }, 'form', /Did you mean html/],
    [{ error: 'TIMEOUT', when: 'after' }, 'when', /before, committed/],
    [{ error: 'TIMEOUT', delay: -1 }, 'delay', /milliseconds/],
    [{ error: 'TIMEOUT', delay: { uniform: [5, 1] } }, 'delay.uniform', /shorter first/],
    [{ error: 'TIMEOUT', delay: { lognormal: { medianMs: 5 } } }, 'delay.lognormal.sigma', /required/],
    [{ error: 'TIMEOUT', details: [] }, 'details', /object/],
    [{ transport: 'reset', retryAfter: 1 }, 'retryAfter', /transport fault/],
    [{ transport: 'reset', error: 'TIMEOUT' }, 'error', /of a transport fault/],
    [{ error: 'TIMEOUT', delay: {} }, 'delay', /uniform/],
    [{ error: 'TIMEOUT', delay: { uniform: [1, 2], lognormal: { medianMs: 1, sigma: 1 } } }, 'delay', /exactly one/],
    [{ trasport: 'reset' }, 'error', /Did you mean transport/],
    [{ status: 503, retryafter: 1 }, 'retryafter', /Did you mean retryAfter/],
    [{ transport: 'slow-answer' }, 'delay', /required/],
    [null, 'body', /object/],
    ['reset', 'body', /object/],
    [{}, 'error', /required/],
  ])('is refused as %j', (value, field, issue) => {
    const found = problem(value)
    expect(found?.field).toBe(field)
    expect(found?.issue).toMatch(issue)
  })

  it('is never a throw, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), (value) => {
        const read = readFault(value)
        expect('fault' in read || read.problem.issue !== '').toBe(true)
      }),
    )
  })
})
