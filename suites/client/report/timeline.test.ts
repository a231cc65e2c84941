import { describe, expect, it, test } from 'vitest'
import { attempt, call, ended } from '../hand-made.ts'
import { type CallRun, virtualClock } from '../run.ts'
import { ok } from '../script/step.ts'
import { describeAnswer, timeline } from './timeline.ts'
import { timelineText } from './timeline-text.ts'

const laneOf = (name: string, ...calls: CallRun[]) => ({
  name,
  run: { scenario: { request: 'listFiles', script: [ok] } as const, clock: virtualClock, calls },
})
const drawn = (...calls: CallRun[]) => timeline([laneOf('', ...calls)]).markup.replaceAll('><', '>\n<')
const begun = { startedMs: 1_000 }
const at = (ms: number, status: number | null = 200, fields: Parameters<typeof attempt>[2] = {}) =>
  attempt(1_000 + ms, status, fields)

const calls: Readonly<Record<string, CallRun>> = {
  'a wait that was asked for': call([at(0, 429, { askedMs: 2_000 }), at(2_100)], ended(true), begun),
  'a wait that is longer than all else': call([at(0, 429, { askedMs: 86_400_000 })], ended(429), begun),
  'a wait up to ten seconds, shown whole': call([at(0, 429, { askedMs: 10_000 })], ended(429), begun),
  'a wait four times as long as the rest': call([at(0, 429, { askedMs: 16_000 }), at(4_000)], ended(true), begun),
  'a wait longer than that': call([at(0, 429, { askedMs: 16_001 }), at(4_000)], ended(true), begun),
  'each kind of answer': call(
    [
      at(0, 299),
      at(100, 300),
      at(200, 399),
      at(300, 400),
      at(400, null, { fault: 'reset' }),
      at(500, 200, { fault: 'odd' }),
    ],
    ended(false, { name: null }),
    begun,
  ),
  'an answer that is sent whole in spite of its fault': call(
    [at(0, 200, { fault: 'early-hints' })],
    ended(true),
    begun,
  ),
  'labels that stand near each other': call([at(0, 500), at(59, 500), at(60, 500), at(120, 500)], ended(500), {
    ...begun,
    settledMs: 2_000,
  }),
  'a call that was cancelled': call([at(0, null)], ended(false, { name: 'AbortError' }), {
    ...begun,
    cancelledMs: 1_300,
    settledMs: 1_301,
  }),
  'a call that was cancelled and went on': call([at(0, null)], null, { ...begun, cancelledMs: 6_000 }),
  'a call without end': call([at(0, null)], null, begun),
  nothing: call([], ended(false), { ...begun, settledMs: 1_000 }),
}

describe('a timeline', () => {
  it.each(Object.keys(calls))('draws and lists %s', (name) => {
    const one = calls[name]
    if (!one) throw new Error('There is no such call')
    expect(drawn(one)).toMatchSnapshot()
    expect(timelineText(one)).toMatchSnapshot()
  })

  it('draws three calls in rows and four as a crowd', () => {
    const one = call([at(0)], ended(true), begun)
    const rows = (count: number) => drawn(...Array.from({ length: count }, () => one)).match(/class="row( crowd)?"/g)
    expect(rows(3)).toEqual(Array.from({ length: 3 }, () => 'class="row"'))
    expect(rows(4)).toEqual(['class="row crowd"'])
    expect(drawn(one, one)).toContain('<span>2 calls</span>')
  })

  it('draws forty attempts in a row and more as a crowd', () => {
    const of = (count: number) =>
      call(
        Array.from({ length: count }, (_, index) => at(index * 100, 500)),
        ended(500),
        begun,
      )
    expect([40, 41].map((count) => drawn(of(count)).includes('crowd'))).toEqual([false, true])
  })

  it('names its lanes where there are some', () => {
    expect(
      timeline([laneOf('ours', call([at(0)], ended(true), begun)), laneOf('theirs', call([], null))]).markup,
    ).toMatchSnapshot()
    expect(timeline([]).markup).toMatchSnapshot()
  })
})

test('an answer is told in words', () => {
  const words = [
    at(0, 429),
    at(0, null, { fault: 'reset' }),
    at(0, 200, { fault: 'short-body' }),
    at(0, null),
    at(0, 500, { fault: 'odd' }),
  ]
  expect(words.map(describeAnswer)).toMatchSnapshot()
})

test('a list has eight lines, the bytes that were sent, what was asked for, and its end', () => {
  const body = { bytes: 9, sha256: '' }
  const many = call(
    Array.from({ length: 10 }, (_, index) => at(index * 10, 500, { body, askedMs: index })),
    ended(500, { message: 'x'.repeat(200) }),
    begun,
  )
  expect(timelineText(many)).toMatchSnapshot()
  const lateAnswer = call([at(0, null, { askedMs: 5 })], ended(false, { name: null }), { ...begun, settledMs: 1_500 })
  expect(timelineText(lateAnswer)).toMatchSnapshot()
})
