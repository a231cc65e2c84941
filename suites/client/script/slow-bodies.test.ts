import { expect, test } from 'vitest'
import { drips, enlarge, hugeBytes, inPieces } from './slow-bodies.ts'

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

test('a long text comes in pieces of 64 KiB, and each of them says that bytes move', async () => {
  const { pacing, moved } = paced()
  const pieces: number[] = []
  for await (const { length } of inPieces('x'.repeat(131_073), pacing)) pieces.push(length)
  expect([pieces, moved()]).toEqual([[65_536, 65_536, 1], 4]) // biome-ignore format: two rows
  for await (const { length } of inPieces('x'.repeat(65_536), pacing)) pieces.push(length)
  expect(pieces).toHaveLength(4)
})

test('JSON stays JSON when it is made long, and other text what it is', () => {
  expect([hugeBytes, dripsOf('{"a":1}'), enlarge('text').slice(0, 6), enlarge('text').length]).toEqual([
    8_000_000,
    { a: 1, trace: 8_000_000 },
    'textxx',
    8_000_004,
  ])
})

const dripsOf = (json: string) => {
  const { trace, ...rest } = JSON.parse(enlarge(json))
  return { ...rest, trace: trace.length }
}
