import { expect, test } from 'vitest'
import { memoize } from './memoize.ts'

test('results of texts are kept until there are too many', () => {
  const seen: string[] = []
  const read = memoize((text) => {
    seen.push(text)
    return { text }
  }, 2)
  expect(read('a')).toBe(read('a'))
  read('b')
  read('a')
  expect(seen).toEqual(['a', 'b'])
  read('c')
  read('c')
  read('a')
  expect(seen).toEqual(['a', 'b', 'c', 'a'])
  const many = memoize((text) => {
    seen.push(text)
    return text
  })
  seen.length = 0
  for (let i = 0; i < 1_000; i += 1) many(String(i))
  many('0')
  expect(seen).toHaveLength(1_000)
  many('one more')
  many('0')
  expect(seen).toHaveLength(1_002)
})
