import { expect, test } from 'vitest'
import { deflate, inflate } from './compress.ts'

test('a text comes back from its deflated bytes', async () => {
  const text = 'häh '.repeat(1_000)
  const bytes = await deflate(text)
  expect(bytes.length).toBeLessThan(200)
  expect(await inflate(bytes)).toBe(text)
})
