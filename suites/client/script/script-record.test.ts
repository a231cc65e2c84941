import { expect, test } from 'vitest'
import { incoming } from '../testing/incoming.ts'
import { type Activity, createScriptRecord } from './script-record.ts'

const first = { index: 0, beyond: false }

function recorded(mostRequests?: number) {
  const heard: Activity[] = []
  const time = { now: () => 1_000, monotonic: () => 50, sleep: async () => {} }
  const record = createScriptRecord({ time, mostRequests, onActivity: (what) => heard.push(what) })
  return { heard, record }
}

test('an attempt is recorded when its head is there, with what its request tells', () => {
  const { heard, record } = recorded()
  const message = incoming({ isHttp2: true, headers: { authorization: 'Bearer a' }, connection: 7 })
  const attempt = record.open(message, { index: 2, beyond: true }, true)
  expect(record.attempts).toEqual([attempt])
  expect(attempt).toMatchObject({
    tenant: 'retry',
    operation: null,
    atMs: 1_000,
    connection: 7,
    step: 2,
    isBeyond: true,
    isHttp2: true,
    isElsewhere: true,
    bodyText: '',
    authorizationSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    credentials: 0,
    keyIn: [],
    askedMs: null,
    dueMs: null,
  })
  expect(record.open(incoming(), first, false)).toMatchObject({ isHttp2: false, isElsewhere: false, isBeyond: false })
  expect(heard).toEqual(['arrived', 'arrived'])
})

test('an aside is recorded with its moment, and is no attempt', () => {
  const { heard, record } = recorded()
  record.addAside({ method: 'OPTIONS', target: '/x' })
  expect(record.asides).toEqual([{ method: 'OPTIONS', target: '/x', headMs: 50 }])
  expect([record.attempts, heard]).toEqual([[], ['aside']])
})

test('an answer is owed from when it is meant until it is given, or nobody waits for it any more', () => {
  const { heard, record } = recorded()
  const [one, two] = [
    record.open(incoming({ connection: 1 }), first, false),
    record.open(incoming({ connection: 2 }), first, false),
  ]
  expect(record.owesAnAnswer()).toBe(false)
  record.owe(one)
  expect(record.owesAnAnswer()).toBe(true)
  record.defer(one)
  expect(record.owesAnAnswer()).toBe(false)
  record.owe(one)
  record.owe(two)
  record.answered(one)
  expect(record.owesAnAnswer()).toBe(true)
  record.forget(1)
  expect(record.owesAnAnswer()).toBe(true)
  record.forget(2)
  expect(record.owesAnAnswer()).toBe(false)
  expect(heard).toEqual(['arrived', 'arrived', 'answered'])
})

test('what the journal closes has been answered; what is no attempt is not told of', () => {
  const { heard, record } = recorded()
  const attempt = record.open(incoming(), first, false)
  record.owe(attempt)
  record.journal.close(attempt)
  expect(record.owesAnAnswer()).toBe(false)
  record.answered({ id: 99 })
  expect(heard).toEqual(['arrived', 'answered'])
})

test('it is full when so much has come as was allowed, 200 by itself, and when the script is over', () => {
  const { record } = recorded(2)
  record.addAside({ method: 'GET', target: '/' })
  expect(record.isFull()).toBe(false)
  record.open(incoming(), first, false)
  expect(record.isFull()).toBe(true)
  const other = recorded().record
  for (let count = 0; count < 199; count += 1) other.addAside({ method: 'GET', target: '/' })
  expect(other.isFull()).toBe(false)
  other.giveIn()
  expect(other.isFull()).toBe(true)
  const full = recorded().record
  for (let count = 0; count < 200; count += 1) full.addAside({ method: 'GET', target: '/' })
  expect(full.isFull()).toBe(true)
})
