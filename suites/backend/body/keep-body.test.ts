import { expect, test } from 'vitest'
import type { HeaderLine } from '../exchange.ts'
import { keptBytes } from '../send/sender.ts'
import { createBodyKeeper } from './keep-body.ts'

const wire = (length: number, headers: readonly HeaderLine[] = [], bodyBytes = length) => ({
  status: 200,
  headers,
  body: Buffer.alloc(length, 'x'),
  bodyBytes,
  hasBytesBeyondEnd: false,
})

test('a body is kept with what is known of it', async () => {
  const keep = createBodyKeeper()
  const headers: readonly HeaderLine[] = [['Content-Type', 'text/plain']]
  expect(await keep(wire(3, headers))).toEqual({
    status: 200,
    headers,
    body: 'xxx',
    bodyBytes: 3,
    isCut: false,
    bytes: { encoding: 'identity', hasBom: false, isUtf8: true },
    isBodyKnown: true,
    hasBytesBeyondEnd: false,
  })
  expect(await keep(wire(3, [], 4))).toMatchObject({ body: 'xxx', isCut: true })
})

test('of four megabytes a quarter of one is kept of each, of what comes after only its beginning', async () => {
  const keep = createBodyKeeper()
  const lengths: number[] = []
  for (let count = 0; count < 18; count += 1) lengths.push((await keep(wire(keptBytes))).body.length)
  expect(lengths).toEqual([...Array(16).fill(keptBytes), 16_384, 16_384])
})
