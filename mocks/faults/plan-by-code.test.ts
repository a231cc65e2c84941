import { describe, expect, it } from 'vitest'
import { createFaultPlan } from './plan.ts'

const facts = {
  tenant: 'me',
  method: 'GET',
  path: '/user-files',
  isCall: true,
  hasBody: false,
  takesHttp2: false,
  attempt: 1,
  atMs: 0,
}

describe('the plan from code', () => {
  it('plans a fault for the next requests', () => {
    const faults = createFaultPlan()
    const planned = faults.next('RATE_LIMIT_ERROR', { retryAfter: 2, times: 2, tenant: 'me' })
    expect(faults.list()).toMatchObject([
      { id: planned.id, tenant: 'me', times: 2, fault: { error: 'RATE_LIMIT_ERROR', retryAfter: 2 } },
    ])
    expect(planned).toMatchObject({ served: 0, remaining: 2 })
    faults.take({ ...facts, operation: 'listFiles' })
    expect(planned).toMatchObject({ served: 1, remaining: 1 })
  })

  it('plans transport faults by their names', () => {
    const faults = createFaultPlan()
    faults.next('reset', { delay: 50 })
    expect(faults.list()).toMatchObject([{ fault: { transport: 'reset', delay: 50 } }])
  })

  it('plans a code, a fault or a sequence for an operation', () => {
    const faults = createFaultPlan()
    faults.on('streamUpload', 'MEMORY_LIMIT_EXCEEDED', { retryAfter: 1, times: 'always' })
    faults.on('listFiles', { transport: 'close' }, { probability: 0.5 })
    faults.on('getFile', ['TIMEOUT', 'pass', { transport: 'reset' }, 'garbage'], { times: 3 })
    expect(faults.list()).toMatchObject([
      {
        match: { operation: 'streamUpload' },
        fault: { error: 'MEMORY_LIMIT_EXCEEDED', retryAfter: 1 },
        times: 'always',
      },
      { match: { operation: 'listFiles' }, fault: { transport: 'close' }, probability: 0.5 },
      {
        match: { operation: 'getFile' },
        sequence: [{ error: 'TIMEOUT' }, 'pass', { transport: 'reset' }, { transport: 'garbage' }],
        times: 3,
      },
    ])
  })

  it('takes what the header takes: a code, a status, a redirect, a success, a transport fault', () => {
    const faults = createFaultPlan()
    faults.next(429, { retryAfter: 2 })
    faults.next(503, { status: 502 })
    faults.next(307, { location: 'https://other.test/' })
    faults.on('listFiles', 200, { form: 'html' })
    faults.on('listFiles', [503, 'pass', 'reset', 'TIMEOUT'])
    expect(faults.list()).toMatchObject([
      { fault: { error: 'RATE_LIMIT_ERROR', status: 429, retryAfter: 2 } },
      { fault: { error: 'VLM_PROVIDER_ERROR', status: 502 } },
      { fault: { status: 307, location: 'https://other.test/' } },
      { fault: { status: 200, form: 'html' } },
      {
        sequence: [{ error: 'VLM_PROVIDER_ERROR', status: 503 }, 'pass', { transport: 'reset' }, { error: 'TIMEOUT' }],
      },
    ])
  })

  it('takes a whole entry, as the control API does', () => {
    const faults = createFaultPlan()
    const planned = faults.add({ match: { operation: 'listFiles' }, fault: { error: 'TIMEOUT' }, times: 2 })
    faults.take({ ...facts, operation: 'listFiles' })
    expect(planned).toMatchObject({ id: faults.list()[0]?.id, served: 1, remaining: 1 })
    expect(planned.remove()).toBe(true)
  })

  it('takes a plan back', () => {
    const faults = createFaultPlan()
    const planned = faults.next('TIMEOUT')
    expect(planned.remove()).toBe(true)
    expect(planned.remove()).toBe(false)
    expect(faults.take({ ...facts, operation: undefined })).toBeUndefined()
  })

  it('does not compile, and throws, with what is unknown', () => {
    const faults = createFaultPlan()
    // @ts-expect-error: no such code
    expect(() => faults.next('RATE_LIMIT_EROR')).toThrow(/Did you mean RATE_LIMIT_ERROR/)
    // @ts-expect-error: no such status
    expect(() => faults.next(418)).toThrow(/a documented error status \(400, 401/)
    expect(() => faults.next(307)).toThrow(/location: Is required/)
    // @ts-expect-error: a redirect has no Retry-After
    expect(() => faults.next(307, { location: '/', retryAfter: 1 })).toThrow(/not a known field of a redirect/)
    // @ts-expect-error: no such operation
    expect(() => faults.on('listFile', 'TIMEOUT')).toThrow(/Did you mean listFiles/)
    // @ts-expect-error: a transport fault has no Retry-After
    expect(() => faults.next('reset', { retryAfter: 1 })).toThrow(/not a known field of a transport fault/)
    // @ts-expect-error: no such code
    expect(() => faults.add({ fault: { error: 'TIMEOT' } })).toThrow(
      /^Not a fault: fault\.error: .* Did you mean TIMEOUT\?/,
    )
    // @ts-expect-error: no such field
    expect(() => faults.add({ falt: { error: 'TIMEOUT' } })).toThrow(/Did you mean fault\?/)
    // @ts-expect-error: no such step
    expect(() => faults.on('listFiles', ['TIMEOUT', 'skip'])).toThrow(/sequence\.1: skip is neither/)
    expect(faults.list()).toEqual([])
  })
})
