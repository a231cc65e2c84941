import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OperationId } from '../../contracts/operations/index.ts'
import { anyFault } from '../testing/arbitrary-fault.ts'
import { faultName } from './fault.ts'
import { nobodySpeaksHttp2 } from './needs-http2.ts'
import { createFaultPlan, type FaultPlan, maxEntries, type PlanInput } from './plan.ts'

const facts = {
  tenant: 'me',
  operation: 'listFiles' as OperationId,
  method: 'GET',
  path: '/user-files',
  isCall: true,
  hasBody: false,
  takesHttp2: false,
  attempt: 1,
  atMs: 0,
}

/** What so many requests meet: the names of the faults, `-` where there was none. */
const meet = (plan: FaultPlan, count: number, changed: Partial<typeof facts> = {}) =>
  Array.from({ length: count }, () => {
    const due = plan.take({ ...facts, ...changed })
    return due ? faultName(due.fault) : '-'
  })

function planned(...inputs: PlanInput[]): FaultPlan {
  const plan = createFaultPlan()
  const added = plan.offerAll(inputs)
  if ('problem' in added) throw new Error(`${added.problem.field}: ${added.problem.issue}`)
  return plan
}

const timeout = { error: 'TIMEOUT' } as const
const reset = { transport: 'reset' } as const

describe('an entry of the plan', () => {
  it('is served once unless it says otherwise', () => {
    expect(meet(planned({ fault: timeout }), 3)).toEqual(['TIMEOUT', '-', '-'])
  })

  it('is served as often as it says', () => {
    expect(meet(planned({ fault: timeout, times: 2 }), 3)).toEqual(['TIMEOUT', 'TIMEOUT', '-'])
    expect(meet(planned({ fault: timeout, times: 'always' }), 3)).toEqual(['TIMEOUT', 'TIMEOUT', 'TIMEOUT'])
  })

  it('goes through its sequence, and through the whole of it again', () => {
    const sequence = [timeout, 'pass', reset] as const
    expect(meet(planned({ sequence }), 4)).toEqual(['TIMEOUT', '-', 'reset', '-'])
    expect(meet(planned({ sequence, times: 2 }), 7)).toEqual(['TIMEOUT', '-', 'reset', 'TIMEOUT', '-', 'reset', '-'])
  })

  it.each([
    [{ operation: 'listFiles' }, true],
    [{ operation: 'getFile' }, false],
    [{ method: 'GET' }, true],
    [{ method: 'POST' }, false],
    [{ path: '/*' }, true],
    [{ path: '/folders' }, false],
    [{ operation: 'listFiles', method: 'GET', path: '/**' }, true],
    [{ operation: 'listFiles', method: 'GET', path: '/folders/**' }, false],
  ] as const)('means requests by %j: %s', (match, isMeant) => {
    expect(meet(planned({ match, fault: timeout }), 1)).toEqual([isMeant ? 'TIMEOUT' : '-'])
  })

  it('of one tenant does not touch another', () => {
    const plan = planned({ tenant: 'you', fault: timeout })
    expect(meet(plan, 1)).toEqual(['-'])
    expect(meet(plan, 1, { tenant: 'you' })).toEqual(['TIMEOUT'])
  })

  it('decides before those defined after it, however they match', () => {
    const plan = planned(
      { fault: { error: 'HTTP_500' } },
      { tenant: 'me', match: { operation: 'listFiles' }, fault: timeout },
      { match: { operation: 'listFiles' }, fault: reset },
      { tenant: 'me', fault: { transport: 'close' } },
    )
    expect(meet(plan, 5)).toEqual(['HTTP_500', 'TIMEOUT', 'reset', 'close', '-'])
  })
})

describe('a probability', () => {
  const chances = { fault: timeout, probability: 0.3, seed: 42 }

  it('goes on for ever, and is met about as often as it says', () => {
    const served = meet(planned(chances), 10_000).filter((name) => name === 'TIMEOUT').length
    expect(served).toBeGreaterThan(2_800)
    expect(served).toBeLessThan(3_200)
  })

  it('decides alike for equal seeds and not for others', () => {
    expect(meet(planned(chances), 50)).toEqual(meet(planned(chances), 50))
    expect(meet(planned(chances), 50)).not.toEqual(meet(planned({ ...chances, seed: 43 }), 50))
  })

  it('decides for a tenant as if there were no other', () => {
    const alone = meet(planned(chances), 50)
    const plan = planned(chances)
    const together = Array.from({ length: 50 }, () => {
      meet(plan, 3, { tenant: 'other' })
      return meet(plan, 1)
    }).flat()
    expect(together).toEqual(alone)
  })

  it('lets the requests that pass by go on to later entries', () => {
    const names = meet(planned(chances, { fault: reset, times: 'always' }), 100)
    expect(new Set(names)).toEqual(new Set(['TIMEOUT', 'reset']))
  })

  it('may end', () => {
    const names = meet(planned({ ...chances, times: 2 }), 200)
    expect(names.filter((name) => name === 'TIMEOUT')).toHaveLength(2)
  })
})

describe('the account', () => {
  it('says what was served to whom, when, and what is left', () => {
    const plan = planned({ sequence: [timeout, 'pass'], times: 2 })
    plan.take({ ...facts, attempt: 7, atMs: 1_000 })
    plan.take({ ...facts, attempt: 8, atMs: 2_000, tenant: 'you' })
    expect(plan.list()).toMatchObject([
      {
        matched: 2,
        served: 2,
        remaining: 2,
        servings: [
          { attempt: 7, tenant: 'me', atMs: 1_000, step: 1 },
          { attempt: 8, tenant: 'you', atMs: 2_000, step: 2 },
        ],
      },
    ])
  })

  it('keeps the latest hundred servings and counts them all', () => {
    const plan = planned({ fault: timeout, times: 'always' })
    for (let attempt = 1; attempt <= 150; attempt += 1) plan.take({ ...facts, attempt })
    const [entry] = plan.list()
    expect(entry?.served).toBe(150)
    expect(entry?.servings.map(({ attempt }) => attempt)).toEqual(Array.from({ length: 100 }, (_, index) => index + 51))
  })

  it('counts nothing that is given back: its step is the next', () => {
    const plan = planned({ sequence: [timeout, reset], times: 2 })
    const first = plan.take({ ...facts, attempt: 1 })
    const second = plan.take({ ...facts, attempt: 2 })
    first?.giveBack?.()
    expect(plan.list()[0]).toMatchObject({ served: 1, remaining: 3, servings: [{ attempt: 2, step: 2 }] })
    const rest = [3, 4, 5, 6].map((attempt) => plan.take({ ...facts, attempt })?.fault)
    expect([first, second].map((due) => due?.fault)).toEqual([timeout, reset])
    expect(rest).toEqual([timeout, timeout, reset, undefined])
    plan.assertAllServed()
  })

  it('has an entry again whose last step is given back, in its place, unless it was removed', () => {
    const plan = planned({ fault: timeout }, { fault: reset })
    const due = plan.take(facts)
    expect(plan.take(facts)?.fault).toEqual(reset)
    due?.giveBack?.()
    plan.add({ fault: reset })
    const again = plan.take(facts)
    expect(again?.fault).toEqual(timeout)
    plan.clear()
    again?.giveBack?.()
    expect(plan.take(facts)).toBeUndefined()
  })

  it('names what was never served', () => {
    const plan = planned(
      { match: { operation: 'listFiles' }, fault: timeout, times: 2 },
      { match: { operation: 'getFile', method: 'GET' }, tenant: 'you', sequence: [reset, 'pass'] },
      { fault: timeout, times: 'always' },
      { fault: timeout, probability: 0.0001 },
    )
    meet(plan, 1)
    expect(plan.leftovers().map(({ id }) => id)).toEqual(['plan-1', 'plan-2', 'plan-3', 'plan-4'])
    expect(() => plan.assertAllServed()).toThrow(
      [
        '4 planned faults were not served:',
        '  plan-1: listFiles → TIMEOUT: 1 of 2 served',
        '  plan-2: getFile GET tenant you → reset, pass: 0 of 2 served (no request matched)',
        '  plan-3: any request → TIMEOUT: never served (no request matched)',
        '  plan-4: any request → TIMEOUT: never served (no request matched)',
      ].join('\n'),
    )
  })

  it('is even when everything happened', () => {
    const plan = planned(
      { fault: reset },
      { match: { operation: 'listFiles' }, sequence: [timeout, 'pass'] },
      { fault: timeout, probability: 0.0001 },
      { fault: timeout, times: 'always' },
    )
    meet(plan, 4)
    expect(plan.leftovers()).toEqual([])
    expect(() => plan.assertAllServed()).not.toThrow()
  })

  it('can be asked for one tenant', () => {
    const plan = planned({ tenant: 'me', fault: timeout }, { tenant: 'you', fault: timeout })
    expect(() => plan.assertAllServed('me')).toThrow('1 planned fault was not served')
    meet(plan, 1)
    expect(() => plan.assertAllServed('me')).not.toThrow()
  })
})

describe('a change of the plan', () => {
  it('is all or nothing', () => {
    const plan = planned({ fault: timeout })
    const added = plan.offerAll([{ fault: reset }, { fault: { error: 'TIMEOT' } }])
    expect(added).toMatchObject({ problem: { field: '1.fault.error' } })
    expect(plan.list()).toHaveLength(1)
  })

  it('takes entries out by id, by tenant and altogether', () => {
    const plan = planned({ fault: timeout }, { tenant: 'me', fault: reset }, { tenant: 'you', fault: reset })
    expect(plan.remove('plan-1')).toBe(true)
    expect(plan.remove('plan-1')).toBe(false)
    plan.clear('me')
    expect(plan.list().map(({ id }) => id)).toEqual(['plan-3'])
    plan.clear()
    expect(meet(plan, 1, { tenant: 'you' })).toEqual(['-'])
  })

  it('finds room as long as entries are used up', () => {
    const plan = createFaultPlan()
    plan.offerAll(Array.from({ length: maxEntries }, () => ({ fault: timeout })))
    expect(plan.offer({ fault: timeout })).toMatchObject({ problem: { issue: expect.stringContaining('10000') } })
    meet(plan, 1)
    expect(plan.offer({ fault: timeout })).toHaveProperty('entry')
    expect(plan.list()).toHaveLength(maxEntries)
  })

  it.each([
    [{ times: 0 }, 'times'],
    [{ times: 1.5 }, 'times'],
    [{ times: 'allways' }, 'times'],
    [{ probability: 0 }, 'probability'],
    [{ probability: 1.1 }, 'probability'],
    [{ probability: '0.5' }, 'probability'],
    [{ seed: 1 }, 'seed'],
    [{ seed: -1, probability: 0.5 }, 'seed'],
    [{ tenant: 'a b' }, 'tenant'],
    [{ match: [] }, 'match'],
    [{ match: { operation: 'toString' } }, 'match.operation'],
    [{ match: { method: 'get' } }, 'match.method'],
    [{ match: { path: 'files' } }, 'match.path'],
    [{ match: { url: '/files' } }, 'match.url'],
    [{ sequence: [timeout] }, 'fault'],
    [{ fault: undefined, sequence: [] }, 'sequence'],
    [{ fault: undefined, sequence: ['skip'] }, 'sequence.0'],
    [{ fault: undefined, sequence: ['pass', { ...timeout, form: 'x' }] }, 'sequence.1.form'],
    [{ probabilty: 0.5 }, 'probabilty'],
  ])('is refused with %j, and changes nothing', (input, field) => {
    const plan = createFaultPlan()
    expect(plan.offer({ fault: timeout, ...input })).toMatchObject({ problem: { field } })
    expect(plan.list()).toEqual([])
  })

  it('is never a throw, whatever is given', () => {
    const almost = fc
      .tuple(anyFault, fc.string(), fc.jsonValue())
      .map(([fault, key, value]) => ({ fault, [key]: value }))
    fc.assert(
      fc.property(fc.oneof(fc.anything(), almost), (input) => {
        const plan = createFaultPlan()
        const added = plan.offer(input)
        expect(plan.list()).toHaveLength('entry' in added ? 1 : 0)
        meet(plan, 2)
      }),
    )
  })
})

describe('a fault of HTTP/2', () => {
  const goaway = { transport: 'h2-goaway' } as const

  it.each([
    [{ fault: goaway }, 'fault.transport'],
    [{ sequence: ['pass', { transport: 'reset' }, goaway] }, 'sequence.2.transport'],
  ])('is refused where nobody speaks it: %j', (input, field) => {
    expect(createFaultPlan({ http2: false }).offer(input)).toEqual({ problem: { field, issue: nobodySpeaksHttp2 } })
    expect(createFaultPlan({ http2: false }).offer({ fault: { transport: 'reset' } })).toHaveProperty('entry')
  })

  it('waits for a request over HTTP/2 where both are spoken', () => {
    const plan = createFaultPlan()
    plan.add({ fault: goaway })
    expect(plan.take(facts)).toBeUndefined()
    expect(plan.leftovers()).toHaveLength(1)
    expect(plan.take({ ...facts, takesHttp2: true })?.fault).toEqual(goaway)
    plan.assertAllServed()
  })
})
