import { describe, expect, test } from 'vitest'
import { isSized, sized } from './sized-body.ts'
import { slowBodyMs, slowly } from './slow-body.ts'

describe('a slow body', () => {
  const body = (...chunks: string[]) =>
    sized(chunks.join('').length, async function* () {
      for (const chunk of chunks) yield new TextEncoder().encode(chunk)
    })

  async function drip(...args: [ReturnType<typeof body>, number?]) {
    const seen: unknown[] = []
    for await (const piece of slowly(args[0], async (ms) => void seen.push(ms), args[1]))
      seen.push(new TextDecoder().decode(piece))
    return seen
  }

  test('takes two seconds without a rate, one piece each tenth of one', async () => {
    expect(slowBodyMs).toBe(2_000)
    const seen = await drip(body('x'.repeat(40)))
    expect(seen).toEqual(Array.from({ length: 20 }, () => [100, 'xx']).flat())
  })

  test('takes what its rate makes of it, at least a byte at a time', async () => {
    expect(await drip(body('abc', 'd'), 20)).toEqual([100, 'ab', 50, 'c', 50, 'd'])
    expect(await drip(body('ab'), 2)).toEqual([500, 'a', 500, 'b'])
  })

  test('is sized', () => {
    expect([isSized(body('a')), isSized('a'), isSized(null), isSized(new Uint8Array(1))]).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
})
