import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorCodes, errorRow } from '../../contracts/errors.ts'
import { defaultErrorOf, documentedStatuses } from '../../contracts/statuses.ts'
import { readPrefer } from './prefer.ts'

describe('the header Prefer', () => {
  it.each(documentedStatuses.filter((status) => status >= 400))('picks the default error of %d', (status) => {
    expect(readPrefer(`code=${status}`)).toEqual({ fault: { error: defaultErrorOf(status), status } })
  })

  it('picks another error of the same status', () => {
    expect(readPrefer('code=503, example=MEMORY_LIMIT_EXCEEDED')).toEqual({
      fault: { error: 'MEMORY_LIMIT_EXCEEDED', status: 503 },
    })
    expect(readPrefer('code=403, example=STORAGE_QUOTA_EXCEEDED')).toEqual({
      fault: { error: 'STORAGE_QUOTA_EXCEEDED', status: 403 },
    })
  })

  it('picks every code under each of its statuses', () => {
    for (const code of errorCodes) {
      const { status, acceptedStatuses } = errorRow(code)
      for (const sent of [status, ...acceptedStatuses]) {
        if (defaultErrorOf(sent) === undefined) continue
        expect(readPrefer(`code=${sent}, example=${code}`)).toEqual({ fault: { error: code, status: sent } })
      }
    }
  })

  it.each([
    ['code=429, code=503', 'RATE_LIMIT_ERROR'],
    ['code=503, code=429, example=MEMORY_LIMIT_EXCEEDED', 'MEMORY_LIMIT_EXCEEDED'],
    ['code=503, example=VLM_PROVIDER_ERROR, example=MEMORY_LIMIT_EXCEEDED', 'VLM_PROVIDER_ERROR'],
    ['code=429, code=418', 'RATE_LIMIT_ERROR'],
    [', code=429,', 'RATE_LIMIT_ERROR'],
  ])('takes the first of several: %s', (value, error) => {
    expect(readPrefer(value)).toMatchObject({ fault: { error } })
  })

  it.each(['Return=Minimal, code=429', 'code=429, wait=1.2.3', 'note="a, code=503", code=429'])(
    'leaves to others what it cannot read: %s',
    (value) => {
      expect(readPrefer(value)).toMatchObject({ fault: { error: 'RATE_LIMIT_ERROR' } })
    },
  )

  it.each(['respond-async', 'return=minimal', 'wait=10', 'handling=lenient, timezone="America/New_York"'])(
    'asks for nothing with "%s"',
    (value) => {
      expect(readPrefer(value)).toBeUndefined()
    },
  )

  it.each([
    ['code=307', 422, /the header Mock-Fault does/],
    ['code=200', 422, /the header Mock-Fault does/],
    ['code=418, code=429', 422, /documented error status/],
    ['code=418', 422, /documented error status/],
    ['code', 422, /documented error status/],
    ['code=429, example=RATE_LIMIT_EROR', 422, /Did you mean RATE_LIMIT_ERROR/],
    ['code=429, exmple=RATE_LIMIT_ERROR', 422, /Did you mean example/],
    ['code=429, example=TIMEOUT', 422, /not sent with status 429/],
    ['example=TIMEOUT', 422, /needs code/],
    ['code=429;retry-after=3', 422, /Mock-Fault/],
    ['Code=429', 400, /code=<status>/],
  ])('refuses "%s"', (value, status, issue) => {
    const result = readPrefer(value)
    if (!result || !('problem' in result)) throw new Error(`${value} was taken`)
    expect(result.status).toBe(status)
    expect(result.problem.issue).toMatch(issue)
  })

  it('is never a throw', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('code', 'example', '=', '503', ', ', 'TIMEOUT', ';', '"'))
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const result = readPrefer(pieces.join(''))
        if (result && 'problem' in result) expect(result.problem.issue).not.toBe('')
      }),
    )
  })
})
