import { describe, expect, test } from 'vitest'
import type { Outcome } from '../core/message.ts'
import { createJournal } from '../journal/journal.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { plainRequest } from '../testing/plain-request.ts'
import type { BreakEvents } from './breaks.ts'
import { createDelivery } from './deliver.ts'

const reply = { status: 429, headers: ['Retry-After', '7'], body: 'abc' }

/** A transport over nothing, whose state a test sets. */
function create({
  isClosed = false,
  isWritten = true,
  isPreflight = false,
  error = undefined as Error | undefined,
} = {}) {
  const time = createManualTime()
  const journal = createJournal({ requestIdOf: String })
  const attempt = isPreflight ? null : journal.open(plainRequest(), { tenant: 'ann', operation: null, nowMs: 0 })
  const seen: unknown[] = []
  let close = () => {}
  let events: BreakEvents | undefined
  const deliver = createDelivery<'target'>(
    {
      isClosed: () => isClosed,
      onClose: (_, listener) => {
        close = listener
      },
      write: ({ status }) => {
        seen.push(`write ${status}`)
        return 3
      },
      isWritten: () => isWritten,
      async break({ transport }, _, given) {
        seen.push(transport)
        events = given
        if (error) throw error
      },
      destroy: (_, cause) => void seen.push(cause),
    },
    { journal },
    time,
  )
  const send = (outcome: Outcome) => deliver({ outcome, attempt }, 'target')
  const told = () => journal.attempts()[0]
  return { send, seen, time, told, journal, close: () => close(), events: () => events }
}

describe('an answer', () => {
  test('that goes out at once is over at once', () => {
    const { send, seen, told, time } = create()
    time.advance(5)
    send(reply)
    expect(seen).toEqual(['write 429'])
    expect(told()).toMatchObject({
      status: 429,
      answerBytes: 3,
      retryAfter: '7',
      times: { responseHeadMs: 5, responseEndMs: 5, faultMs: null },
    })
  })

  test('that is a stream is over when it closes', () => {
    const { send, told, time, close, journal } = create({ isWritten: false })
    send(reply)
    expect(told()?.times).toMatchObject({ responseHeadMs: 0, responseEndMs: null })
    expect(journal.cursor()).toBe(0)
    time.advance(9)
    close()
    expect(told()?.times).toMatchObject({ responseHeadMs: 0, responseEndMs: 9 })
    expect(journal.cursor()).toBe(told()?.id)
  })

  test('that nobody waits for any more is not written', () => {
    const { send, seen, told } = create({ isClosed: true })
    send(reply)
    expect(seen).toEqual([])
    expect(told()).toMatchObject({ status: null, times: { responseHeadMs: null, responseEndMs: 0 } })
  })

  test('to what is not journalled is none of the journal’s business', () => {
    const { send, seen, told } = create({ isPreflight: true })
    send(reply)
    create({ isPreflight: true, isClosed: true }).send(reply)
    expect([seen, told()]).toEqual([['write 429'], undefined])
  })
})

describe('a break', () => {
  const broken = { transport: 'reset-mid-body', reply } as const

  test('tells what was sent, when it came, and when it was over', () => {
    const { send, seen, told, time, close, events } = create()
    send(broken)
    expect(seen).toEqual(['reset-mid-body'])
    time.advance(1)
    events()?.headSent()
    expect(told()).toMatchObject({ status: 429, answerBytes: null, retryAfter: '7' })
    time.advance(1)
    events()?.broken()
    time.advance(1)
    close()
    expect(told()?.times).toMatchObject({ responseHeadMs: 1, faultMs: 2, responseEndMs: 3 })
  })

  test('of what is not journalled is told to nobody', () => {
    const { send, told, close, events } = create({ isPreflight: true })
    send(broken)
    events()?.headSent()
    events()?.broken()
    close()
    expect(told()).toBeUndefined()
  })

  test('that fails leaves no connection hanging', async () => {
    const error = new Error('it failed')
    const { send, seen } = create({ error })
    send(broken)
    await new Promise((resolve) => setImmediate(resolve))
    expect(seen).toEqual(['reset-mid-body', error])
  })
})
