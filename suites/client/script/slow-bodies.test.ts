import { expect, test } from 'vitest'
import { drips, enlarge, type Huge, inPieces, lengthOf } from './slow-bodies.ts'

function paced() {
  const client = new AbortController()
  const pauses: number[] = []
  const pieces: string[] = []
  const pause = async (ms: number) => {
    pauses.push(ms)
    if (pauses.length === 3) client.abort()
  }
  return {
    pacing: { pause, moved: () => pieces.push('moved'), gone: client.signal },
    pauses,
    moved: () => pieces.length,
  }
}

test('a body drips a space every 200 ms until its client is gone', async () => {
  const { pacing, pauses } = paced()
  const drops: string[] = []
  for await (const drop of drips(pacing)) drops.push(drop)
  expect([drops, pauses]).toEqual([[' ', ' ', ' '], [200, 200, 200]]) // biome-ignore format: two rows
})

test('a long body comes in pieces of 64 KiB, and each of them says that bytes move', async () => {
  const { pacing, moved } = paced()
  const pieces: number[] = []
  for await (const { length } of inPieces({ head: 'text', tail: '"}' }, pacing)) pieces.push(length)
  expect([pieces.length, moved()]).toEqual([125, 124])
  expect([pieces[0], new Set(pieces.slice(1, 123)), pieces[123], pieces[124]]).toEqual([4, new Set([65_536]), 4_608, 2])
})

test.each(['{"a":1}', '{"ä":1}'])('%s stays JSON when it is made long, of the length that is said', async (json) => {
  const text = await textOf(enlarge(json))
  const { trace, ...rest } = JSON.parse(text)
  expect([rest, trace.length]).toEqual([JSON.parse(json), 8_000_000]) // biome-ignore format: two rows
  expect(Buffer.byteLength(text)).toBe(lengthOf(enlarge(json)))
})

test('other text stays what it is, with much behind it', async () => {
  const text = await textOf(enlarge('text'))
  expect([text.slice(0, 6), text.length, lengthOf(enlarge('text'))]).toEqual(['textxx', 8_000_004, 8_000_004])
})

async function textOf(huge: Huge): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of inPieces(huge, paced().pacing)) pieces.push(Buffer.from(piece as string))
  return Buffer.concat(pieces).toString()
}
