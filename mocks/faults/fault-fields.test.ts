import { describe, expect, test } from 'vitest'
import { readInput } from '../../contracts/read-input.ts'
import { faultValidators } from '../generated/fault-validators.js'
import { type FaultField, type FaultFieldName, type FaultKind, faultFields } from './fault-fields.ts'

/** A value of each field, and what else must stand beside it. */
const samples: Readonly<Record<FaultFieldName, object>> = {
  message: { message: 'No' },
  details: { details: {} },
  requestId: { requestId: 'r-1' },
  retryAfter: { retryAfter: 1 },
  retryAfterDate: { retryAfterDate: 1 },
  dateForm: { dateForm: 'rfc850', retryAfterDate: 1 },
  rateLimit: { rateLimit: 'draft' },
  form: { form: 'html' },
  body: { body: 'stall' },
  size: { size: '8MB' },
  rate: { rate: 5, body: 'drip' },
  location: { location: '/elsewhere' },
  delay: { delay: 5 },
  when: { when: 'committed' },
  after: { after: 1, when: 'streaming' },
  afterBytes: { afterBytes: 65_536 },
}

/** A fault of each kind that takes every field of the kind. */
const faults: Readonly<Record<FaultKind, object>> = {
  error: { error: 'RATE_LIMIT_ERROR' },
  redirect: { status: 307, location: '/' },
  success: { status: 200, form: 'empty' },
  transport: { transport: 'close-mid-body' },
}

/** Those that only some kinds of transport faults take. */
const special: Readonly<Partial<Record<FaultFieldName, object>>> = {
  rate: { transport: 'slow-body', rate: 5 },
  afterBytes: { transport: 'reset', afterBytes: 65_536 },
}

const kinds = Object.keys(faults) as FaultKind[] // keys of a literal object
const rows = Object.entries(faultFields) as [FaultFieldName, FaultField][] // as above
const names = rows.map(([name]) => name)

const problemOf = (fault: object) => {
  const read = readInput(faultValidators.GivenFault, fault)
  return 'problem' in read ? read.problem : undefined
}

describe.each(kinds)('a fault that is a %s', (kind) => {
  test.each(names)('takes %s or refuses it, as its row says', (name) => {
    const given = kind === 'transport' ? (special[name] ?? samples[name]) : samples[name]
    const problem = problemOf({ ...faults[kind], ...given })
    const { of }: FaultField = faultFields[name]
    if (of.includes(kind)) expect(problem).toBeUndefined()
    else
      expect(problem?.issue).toMatch(
        kind === 'redirect' && name === 'after' ? /before, committed/ : /Is not a known field of/,
      )
  })
})

const inStreams = rows.filter(([, { of }]) => of.includes('error'))

test.each(inStreams)(
  'inside a stream, where the head is out, an error takes %s only if that is read there',
  (name, row) => {
    const problem = problemOf({ ...faults.error, ...samples[name], when: 'streaming' })
    if (row.isReadInStreams) expect(problem).toBeUndefined()
    else {
      expect(problem?.field).toBe(name)
      expect(problem?.issue).toBe(
        'Is not a known field of a fault inside a stream (error, message, delay, when, after)',
      )
    }
  },
)
