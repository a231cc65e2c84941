import Ajv2020 from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../contracts/errors.ts'
import { documentedStatuses } from '../../contracts/statuses.ts'
import { anyFault } from '../testing/arbitrary-fault.ts'
import { transportKinds } from './fault.ts'
import { faultSchemas } from './fault-schema.ts'
import { readFault } from './read-fault.ts'

const problem = (value: unknown) => {
  const read = readFault(value)
  return 'problem' in read ? read.problem : undefined
}

const ajv = new Ajv2020.default({ strict: false })
const isBySchema = ajv.compile({
  $ref: '#/$defs/Fault',
  $defs: faultSchemas((name) => `#/$defs/${name}`),
})

/** A uniform delay whose bounds are the wrong way round is the one rule that JSON Schema cannot say. */
const hasTurnedBounds = (value: unknown) => problem(value)?.field === 'delay'

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
    [{ status: 418 }, 'status', /418 is not a documented/],
    [{ status: '429' }, 'status', /"?429"? is not a documented/],
    [{ status: 200 }, 'status', /400, 401/],
    [{ error: 'TIMEOUT', status: 200 }, 'status', /between 400 and 599/],
    [{ error: 'TIMEOUT', retryafter: 1 }, 'retryafter', /Did you mean retryAfter/],
    [{ error: 'TIMEOUT', retryAfter: -1 }, 'retryAfter', /whole seconds/],
    [{ error: 'TIMEOUT', retryAfter: 1.5 }, 'retryAfter', /whole seconds/],
    [{ error: 'TIMEOUT', retryAfter: 'a\r\nb: c' }, 'retryAfter', /whole seconds/],
    [{ error: 'TIMEOUT', retryAfter: [] }, 'retryAfter', /whole seconds/],
    [{ error: 'TIMEOUT', retryAfter: 1, retryAfterDate: 1 }, 'retryAfterDate', /one of them/],
    [{ error: 'TIMEOUT', dateForm: 'rfc850' }, 'dateForm', /not given/],
    [{ error: 'TIMEOUT', dateForm: 'rfc822', retryAfterDate: 1 }, 'dateForm', /Did you mean rfc850/],
    [{ error: 'TIMEOUT', requestId: 'a b' }, 'requestId', /visible ASCII/],
    [{ error: 'TIMEOUT', form: 'htm' }, 'form', /Did you mean html/],
    [{ error: 'TIMEOUT', when: 'after' }, 'when', /before, committed/],
    [{ error: 'TIMEOUT', delay: -1 }, 'delay', /milliseconds/],
    [{ error: 'TIMEOUT', delay: { uniform: [5, 1] } }, 'delay', /uniform/],
    [{ error: 'TIMEOUT', delay: { lognormal: { medianMs: 5 } } }, 'delay', /lognormal/],
    [{ error: 'TIMEOUT', details: [] }, 'details', /object/],
    [{ transport: 'reset', retryAfter: 1 }, 'retryAfter', /transport fault/],
    [{ transport: 'reset', error: 'TIMEOUT' }, 'transport', /one or the other/],
    [{ transport: 'slow-answer' }, 'delay', /required/],
    [null, 'fault', /object/],
    ['reset', 'fault', /object/],
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

  const almost = fc
    .tuple(anyFault, fc.string(), fc.jsonValue())
    .map(([fault, field, value]) => ({ ...fault, [field]: value }))
  const twisted = fc
    .tuple(
      anyFault,
      fc.constantFrom('error', 'transport', 'status', 'delay', 'when', 'retryAfter', 'form'),
      fc.jsonValue(),
    )
    .map(([fault, field, value]) => ({ ...fault, [field]: value }))

  it('is taken exactly when its schema takes it', () => {
    fc.assert(
      fc.property(fc.oneof(anyFault, almost, twisted), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value))
        if (isBySchema(plain) && hasTurnedBounds(plain)) return
        expect([plain, 'fault' in readFault(plain)]).toEqual([plain, isBySchema(plain)])
      }),
      { numRuns: 1_000 },
    )
  })
})
