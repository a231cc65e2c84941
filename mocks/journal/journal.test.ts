import { describe, expect, it } from 'vitest'
import type { OperationId } from '../../contracts/operations/index.ts'
import type { IncomingMessageLike } from '../core/message.ts'
import { plainRequest } from '../testing/plain-request.ts'
import { expectAttempts, gapsMs } from './assertions.ts'
import { type Attempt, createJournal as create, type Journal, type JournalOptions } from './journal.ts'
import { recordBody, recordCut, recordEnd, recordFault, recordHead, recordStatus } from './record.ts'

type Opened = Partial<IncomingMessageLike> & { readonly tenant?: string; readonly operation?: OperationId }

const open = (journal: Journal, { tenant = 'me', operation = 'listFiles', ...request }: Opened = {}) =>
  journal.open({ ...plainRequest(), ...request }, { tenant, operation, nowMs: 0 })

function end(journal: Journal, attempt: Attempt, endMs = 1) {
  recordEnd(attempt, endMs)
  journal.close(attempt)
}

const createJournal = (bounds: Partial<JournalOptions> = {}) =>
  create({ requestIdOf: (attempt) => `request ${attempt}`, ...bounds })

const ids = (attempts: readonly Attempt[]) => attempts.map(({ id }) => id)

describe('the journal', () => {
  it('keeps attempts in their order, by tenant and by operation', () => {
    const journal = createJournal()
    open(journal)
    open(journal, { tenant: 'you' })
    open(journal, { operation: 'getFile' })
    expect(ids(journal.attempts())).toEqual([1, 2, 3])
    expect(ids(journal.attempts({ tenant: 'me' }))).toEqual([1, 3])
    expect(ids(journal.attempts({ operation: 'getFile' }))).toEqual([3])
    expect(ids(journal.attempts({ after: 1 }))).toEqual([2, 3])
    expect(journal.attempts({ tenant: 'nobody' })).toEqual([])
  })

  it('keeps the newest attempts of each tenant', () => {
    const journal = createJournal({ capacity: 10 })
    open(journal, { tenant: 'you' })
    for (let i = 0; i < 100; i += 1) open(journal)
    expect(ids(journal.attempts({ tenant: 'me' }))).toEqual([92, 93, 94, 95, 96, 97, 98, 99, 100, 101])
    expect(journal.attempts({ tenant: 'you' })).toHaveLength(1)
  })

  it('tells of an attempt that has ended all that it told while it was under way', () => {
    const journal = createJournal({ capacity: 2 })
    const told = [1, 2, 3, 4, 5].map((nth) => {
      const attempt = open(journal, {
        target: `/api/v2/files/${nth}`,
        rawHeaders: ['Nth', String(nth)],
        connection: nth,
      })
      recordBody(attempt, nth % 2 === 0 ? null : { bytes: nth, sha256: `hash ${nth}` })
      recordFault(attempt, nth % 2 === 0 ? `fault ${nth}` : null)
      recordStatus(attempt, nth === 5 ? null : 200 + nth)
      if (nth === 5) recordCut(attempt, 7.5)
      recordHead(attempt, 0)
      const underWay = journal.attempts().at(-1)
      expect(underWay).toBe(attempt)
      end(journal, attempt, nth + 0.25)
      return attempt
    })
    expect(journal.attempts()).toEqual(told.slice(-2))
    expect(journal.attempts()[1]?.requestId).toBe('request 5')
  })

  it('is not confused by an attempt that ends after it was forgotten', () => {
    const journal = createJournal({ capacity: 2 })
    const seen: number[] = []
    journal.subscribe(({ id }) => seen.push(id))
    const slow = open(journal)
    const newer = [open(journal), open(journal)]
    recordStatus(slow, 500)
    end(journal, slow)
    expect(journal.attempts()).toEqual(newer)
    expect(journal.cursor()).toBe(1)
    expect(seen).toEqual([1])
  })

  it('takes no more bytes than it may, and gives up the silent tenants first', () => {
    const journal = createJournal({ maxBytes: 100_000 })
    const rawHeaders = ['X-Padding', 'x'.repeat(9_000)]
    open(journal, { tenant: 'first', rawHeaders })
    open(journal, { tenant: 'second', rawHeaders })
    for (let i = 0; i < 50; i += 1) {
      open(journal, { tenant: 'busy', rawHeaders })
      const size = journal.attempts().reduce((sum, attempt) => sum + JSON.stringify(attempt.headers).length, 0)
      expect(size).toBeLessThan(100_000)
    }
    expect(journal.attempts({ tenant: 'first' })).toEqual([])
    expect(journal.attempts({ tenant: 'busy' }).at(-1)?.id).toBe(52)
  })

  it('has a cursor behind which nothing is still under way', () => {
    const journal = createJournal()
    expect(journal.cursor()).toBe(0)
    const slow = open(journal)
    const quick = open(journal, { tenant: 'you' })
    end(journal, quick)
    expect(journal.cursor()).toBe(0)
    expect(journal.cursor('you')).toBe(2)
    end(journal, slow)
    expect(journal.cursor()).toBe(2)
  })

  it('tells of each attempt as it ends, until nobody wants to know', () => {
    const journal = createJournal()
    const seen: number[] = []
    const stop = journal.subscribe(({ id }) => seen.push(id))
    const [one, two, three] = [open(journal), open(journal), open(journal)]
    end(journal, two)
    end(journal, one)
    stop()
    end(journal, three)
    expect(seen).toEqual([2, 1])
  })

  it('gives the newest of what is asked for', () => {
    const journal = createJournal()
    for (const tenant of ['me', 'me', 'you', 'me']) open(journal, { tenant })
    expect(ids(journal.attempts({ newest: 2 }))).toEqual([3, 4])
    expect(ids(journal.attempts({ newest: 2, tenant: 'me' }))).toEqual([2, 4])
    expect(ids(journal.attempts({ newest: 10, after: 1 }))).toEqual([2, 3, 4])
  })

  it.each([
    [{ operation: 'listFile' }, 'operation: Must be an operation. Did you mean listFiles?'],
    [{ oparation: 'listFiles' }, 'oparation: Is not a known field of a filter of attempts. Did you mean operation?'],
    [{ fault: 'HTTP_500' }, 'fault: Is not a known field of a filter of attempts (tenant, operation, after, newest)'],
    [{ tenant: '' }, 'tenant: Must be 1 to 64 letters'],
    [{ after: Number.NaN }, 'after: Must be a whole number'],
    [{ newest: 0 }, 'newest: Must be a whole number between 1 and 10000'],
    ['me', 'body: Must be an object'],
  ])('refuses %j, which no attempt could fit', (filter, why) => {
    const ask = () => createJournal().attempts(filter as object) // what a caller without types may give
    expect(ask).toThrow(TypeError)
    expect(ask).toThrow(`Not a filter of attempts: ${why}`)
  })

  it.each(['aion_test_a_key_for_a_name', { tenant: 'me' }])('is asked of a tenant, not of %j', (given) => {
    const tenant = given as string // what a caller without types may give
    expect(() => createJournal().clear(tenant)).toThrow(/^tenant must be 1 to 64 letters/)
    expect(() => createJournal().cursor(tenant)).toThrow(/^tenant must be 1 to 64 letters/)
  })

  it('forgets one tenant, or all', () => {
    const journal = createJournal()
    open(journal)
    open(journal, { tenant: 'you' })
    journal.clear('me')
    expect(ids(journal.attempts())).toEqual([2])
    journal.clear()
    expect(journal.attempts()).toEqual([])
    expect(ids([open(journal)])).toEqual([3])
  })

  it('masks credentials wherever they stand', () => {
    const { headers, target } = open(createJournal(), {
      target: '/api/v2/files?token=abc&limit=5&api_key=aion_secret',
      rawHeaders: [
        'authorization',
        'Bearer aion_live_secret',
        'Cookie',
        'session=abc',
        'X-Api-Key',
        'secret',
        'Accept',
        '*/*',
      ],
    })
    expect(headers).toEqual(['authorization', 'Bearer aion_***', 'Cookie', '***', 'X-Api-Key', '***', 'Accept', '*/*'])
    expect(target).toBe('/api/v2/files?token=***&limit=5&api_key=***')
  })

  it('masks keys that stand where none is expected: in a path, in the name of a file, in a header of any name', () => {
    const { headers, target } = open(createJournal(), {
      target: '/t/aion_test_name_of_your_choice/files/aion_live_0123456789abcdefghij.png',
      rawHeaders: [
        'X-Note',
        'filename="aion_live_0123456789abcdefghij.txt"',
        'X-User',
        'eyJhbGciOiJI.eyJzdWIiOiIx.c2ln',
      ],
    })
    expect(target).toBe('/t/aion_test_***/files/aion_***.png')
    expect(headers).toEqual(['X-Note', 'filename="aion_***.txt"', 'X-User', '***'])
  })
})

describe('assertions on attempts', () => {
  const journal = createJournal()
  const [first, second, third] = [0, 2_100, 4_300].map((headMs, index) => {
    const attempt = open(journal, { headMs })
    recordStatus(attempt, [429, null, 200][index] ?? null)
    recordBody(attempt, { bytes: 3, sha256: 'abcdef0123' })
    end(journal, attempt, headMs + 100)
    return attempt
  }) as [Attempt, Attempt, Attempt] // three went in
  const attempts = [first, second, third]

  it('hold for what happened', () => {
    expect(gapsMs(attempts)).toEqual([2_000, 2_100])
    expectAttempts(attempts)
      .count(3)
      .statuses([429, null, 200])
      .gaps([
        [2_000, 2_000],
        [2_000, 2_500],
      ])
      .sameBody()
    expectAttempts([]).count(0).gaps([]).sameBody()
  })

  it('fail for what did not, and show the attempts', () => {
    expect(() => expectAttempts(attempts).count(2)).toThrow(
      [
        'Expected 2 attempts, got:',
        '  1: GET /api/v2/user-files → 429, 3 bytes abcdef01',
        '  2: GET /api/v2/user-files after 2000 ms → no answer, 3 bytes abcdef01',
        '  3: GET /api/v2/user-files after 2100 ms → 200, 3 bytes abcdef01',
      ].join('\n'),
    )
    expect(() => expectAttempts(attempts).statuses([429, 200])).toThrow('statuses 429, 200')
    expect(() => expectAttempts(attempts).statuses([429, 503, 200])).toThrow('statuses 429, 503, 200')
    expect(() => expectAttempts(attempts).gaps([[2_000, 2_500]])).toThrow('gaps of 2000 to 2500 ms')
    expect(() =>
      expectAttempts(attempts).gaps([
        [2_001, 2_500],
        [2_000, 2_500],
      ]),
    ).toThrow('gaps')
    const other = { ...third, body: { bytes: 3, sha256: 'other' } }
    expect(() => expectAttempts([first, other]).sameBody()).toThrow('same body')
    expect(() => expectAttempts([first, { ...third, body: null }]).sameBody()).toThrow('same body')
    expect(() => expectAttempts([]).count(1)).toThrow('no attempt')
  })
})
