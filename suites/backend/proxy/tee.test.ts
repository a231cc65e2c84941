import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { createTee } from './tee.ts'

test('bytes pass untouched, and the first of them are kept', async () => {
  const tee = createTee(5)
  const read = text(tee.stream)
  tee.stream.write('abc')
  tee.stream.write('defg')
  tee.stream.end('hij')
  expect(await read).toBe('abcdefghij')
  expect([tee.kept().toString(), tee.passed()]).toEqual(['abcde', 10])
})

test('what just fits is kept whole', async () => {
  const tee = createTee(3)
  tee.stream.resume().end('abc')
  await text(tee.stream)
  expect([tee.kept().toString(), tee.passed()]).toEqual(['abc', 3])
})
