import { expect, test } from 'vitest'
import { readToEnd } from './read-to-end.ts'

async function* events(count: number, make: (index: number) => unknown) {
  for (let index = 0; index < count; index += 1) yield make(index)
}

test('what is no stream is given as it is', async () => {
  expect(await Promise.all(['text', null, undefined, { a: 1 }, ['a']].map(readToEnd))).toEqual([
    'text',
    null,
    undefined,
    { a: 1 },
    ['a'],
  ])
})

test('events are read to their end, bytes as the text that they are', async () => {
  expect(await readToEnd(events(2, (index) => ({ index })))).toEqual([{ index: 0 }, { index: 1 }])
  const bytes = new TextEncoder().encode('é')
  expect(await readToEnd(events(2, (index) => bytes.subarray(index, index + 1)))).toEqual(['', 'é'])
})

test("the error of a stream is its client's", async () => {
  async function* failing() {
    yield 'token'
    throw new Error('cut off')
  }
  await expect(readToEnd(failing())).rejects.toThrow('cut off')
})

test('a stream of more than a thousand events is refused', async () => {
  expect(await readToEnd(events(1_000, (index) => index))).toHaveLength(1_000)
  await expect(readToEnd(events(1_001, (index) => index))).rejects.toThrow('The stream gave more than 1000 events')
})
