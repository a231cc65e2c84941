import { expect, test } from 'vitest'
import { filledUp, firstHalf, measured } from './body-bytes.ts'
import type { SizedBody } from './sized-body.ts'
import { slowly } from './slow-body.ts'

async function read(body: SizedBody | AsyncIterable<Uint8Array>) {
  let bytes = 0
  let largest = 0
  let text = ''
  for await (const chunk of body) {
    bytes += chunk.length
    largest = Math.max(largest, chunk.length)
    text = (text + new TextDecoder().decode(chunk)).slice(-20)
  }
  return { bytes, largest, end: text.trimStart() }
}

test('a text is filled up with blanks in pieces, however large it gets', async () => {
  const body = filledUp('{"é":1}', 100_000_000)
  expect(body.sizeBytes).toBe(100_000_000)
  expect(await read(body)).toEqual({ bytes: 100_000_000, largest: 65_536, end: '{"é":1}' })
  expect(await read(firstHalf(body))).toMatchObject({ bytes: 50_000_000, largest: 65_536 })
})

test.each([1, 7, 8, 9, 65_536, 65_545])('a text that is filled up to %d bytes has at least its own', async (size) => {
  const { bytes, end } = await read(filledUp('{"é":1}', size))
  expect([bytes, end]).toEqual([Math.max(size, 8), '{"é":1}'])
})

test.each([0, 1, 2, 3])('the first half of %d bytes is at least one where there are any', async (size) => {
  const half = firstHalf(await measured(new Uint8Array(size)))
  expect([half.sizeBytes, (await read(half)).bytes]).toEqual([Math.ceil(size / 2), Math.ceil(size / 2)])
})

test.each([
  [undefined, 139, 2_000],
  [undefined, 8_000_000, 2_000],
  [1, 5, 5_000],
  [15, 139, 9_267],
  [100_000_000, 1_000_000, 10],
])('at a rate of %s bytes a second %d bytes take %d ms', async (rate, size, expectedMs) => {
  let waitedMs = 0
  const sleep = async (ms: number) => {
    waitedMs += ms
  }
  expect((await read(slowly(filledUp('{}', size), sleep, rate))).bytes).toBe(size)
  expect(Math.round(waitedMs)).toBe(expectedMs)
})
