import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../contracts/errors.ts'
import { anyFault } from '../testing/arbitrary-fault.ts'
import { writeItem } from '../testing/fault-channels.ts'
import { faultName } from './fault.ts'
import { readFaultItem } from './header.ts'
import { transportKinds } from './transports.ts'

const read = (value: string) => readFaultItem(value, 'Mock-Fault')

describe('the header Mock-Fault', () => {
  it.each([...errorCodes, ...transportKinds])('names %s', (name) => {
    const result = read(name === 'slow-answer' ? `${name};delay=5` : name)
    expect('fault' in result && faultName(result.fault)).toBe(name)
  })

  it('takes a documented status for its default error', () => {
    expect(read('503')).toEqual({ fault: { error: 'VLM_PROVIDER_ERROR', status: 503 } })
    expect(read('400')).toEqual({ fault: { error: 'VALIDATION_ERROR', status: 400 } })
  })

  it('takes every parameter', () => {
    expect(read('RATE_LIMIT_ERROR;retry-after=3;form=problem-json;delay=20;when=committed;status=503')).toEqual({
      fault: {
        error: 'RATE_LIMIT_ERROR',
        retryAfter: 3,
        form: 'problem-json',
        delay: 20,
        when: 'committed',
        status: 503,
      },
    })
    expect(read('TIMEOUT;retry-after-date=-5;date-form=asctime;message="No";request-id="r-1"')).toEqual({
      fault: { error: 'TIMEOUT', retryAfterDate: -5, dateForm: 'asctime', message: 'No', requestId: 'r-1' },
    })
  })

  it.each(['-5', '1.5', 'soon', '', '2, 3', '2s', '2026-01-01T00:00:00Z', '12345678901234567890'])(
    'takes the malformed Retry-After "%s"',
    (value) => {
      expect(read(`RATE_LIMIT_ERROR;retry-after="${value}"`)).toEqual({
        fault: { error: 'RATE_LIMIT_ERROR', retryAfter: value },
      })
    },
  )

  it.each([
    ['RATE_LIMIT_EROR', 422, 'Mock-Fault', /Did you mean RATE_LIMIT_ERROR/],
    ['reste', 422, 'Mock-Fault', /Did you mean reset/],
    ['418', 422, 'Mock-Fault', /a documented error status \(400, 401/],
    ['429.5', 422, 'Mock-Fault', /a documented error status/],
    ['TIMEOUT;error=HTTP_500', 422, 'Mock-Fault;error', /before the parameters/],
    ['TIMEOUT;details=5', 422, 'Mock-Fault;details', /object/],
    ['TIMEOUT;retryafter=3', 422, 'Mock-Fault;retryafter', /Did you mean retry-after/],
    ['TIMEOUT;retry-after', 422, 'Mock-Fault;retry-after', /whole seconds/],
    ['TIMEOUT;retry-after=1.5', 422, 'Mock-Fault;retry-after', /whole seconds/],
    ['TIMEOUT;retry-after=@5', 422, 'Mock-Fault;retry-after', /whole seconds/],
    ['TIMEOUT;delay=soon', 422, 'Mock-Fault;delay', /milliseconds/],
    ['slow-answer', 422, 'Mock-Fault;delay', /required/],
    ['reset;status=500', 422, 'Mock-Fault;status', /transport fault/],
    ['?1', 422, 'Mock-Fault', /neither an error code/],
    ['', 400, 'Mock-Fault', /structured field/],
    ['TIMEOUT, TIMEOUT', 400, 'Mock-Fault', /structured field/],
    ['TIMEOUT;', 400, 'Mock-Fault', /structured field/],
    ['"TIMEOUT', 400, 'Mock-Fault', /structured field/],
  ])('refuses "%s"', (value, status, field, issue) => {
    const result = read(value)
    if (!('problem' in result)) throw new Error(`${value} was taken`)
    expect([result.status, result.problem.field]).toEqual([status, field])
    expect(result.problem.issue).toMatch(issue)
  })

  it('says what was meant, for everything that a header can say', () => {
    fc.assert(
      fc.property(anyFault, (fault) => {
        const item = writeItem(fault)
        fc.pre(item !== undefined)
        expect(read(item)).toEqual({ fault })
      }),
    )
  })

  it('is never a throw, and never taken unless it begins with a name', () => {
    const names: readonly string[] = [...errorCodes, ...transportKinds]
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(...names, ';', '=', '"', 'retry-after', '3', '503', ',', '@1', ':YQ==:'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const value = pieces.join('')
        const result = read(value)
        if ('problem' in result) expect(result.problem.issue).not.toBe('')
        else expect(value).toMatch(/^ *("?[A-Za-z_-]|\d)/)
      }),
    )
  })
})
