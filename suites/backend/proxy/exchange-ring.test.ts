import { expect, test } from 'vitest'
import { createRecorder } from '../recorded/record.ts'
import { createExchangeRing } from './exchange-ring.ts'

const toExchange = createRecorder('http://a/api/v2')
const exchangeOf = (length: number) =>
  toExchange({
    method: 'POST',
    url: 'http://a/api/v2/folders',
    requestHeaders: [],
    requestBody: 'x'.repeat(length),
    answer: null,
    failure: null,
    sentMs: 0,
    elapsedMs: 0,
    isInjected: false,
  })

test('the oldest go when there is no room, and the latest always stays', () => {
  const ring = createExchangeRing(10_000)
  for (const length of [1_000, 2_000, 3_000, 4_000]) ring.add(exchangeOf(length))
  expect(ring.exchanges.map(({ request }) => request.body?.length)).toEqual([3_000, 4_000])
  ring.add(exchangeOf(50_000))
  expect(ring.exchanges.map(({ request }) => request.body?.length)).toEqual([50_000])
})

test('what an exchange weighs are its letters and a thousand more', () => {
  const letters = 'http://a/api/v2/folders'.length + 1_000
  const fits = (exchange: ReturnType<typeof exchangeOf>, length: number) => {
    const ring = createExchangeRing(2 * length)
    ring.add(exchange)
    ring.add(exchange)
    return ring.exchanges.length === 2
  }
  const long = exchangeOf(50)
  expect([fits(long, letters + 50), fits(long, letters + 49)]).toEqual([true, false])
  const bare = { ...long, request: { ...long.request, body: null } }
  expect([fits(bare, letters), fits(bare, letters - 1)]).toEqual([true, false])
  const answered = {
    ...bare,
    request: { ...bare.request, headers: [['A', 'bc']] as const },
    answer: { status: 200, headers: [['D', 'e']] as const, body: 'xyz' } as never, // as much of one as is weighed
  }
  expect([fits(answered, letters + 8), fits(answered, letters + 7)]).toEqual([true, false])
})
