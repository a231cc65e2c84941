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
