import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { sampleRequest } from '../requests.ts'
import type { BodyKind } from '../scenario.ts'
import { callBody } from './call-body.ts'

const request = sampleRequest('createFolder')
const json = JSON.stringify(request.body?.(3))
const of = (kind: BodyKind) => callBody(request, 3, kind)

/** The pieces of a body that comes in pieces. */
async function piecesOf(body: unknown): Promise<string[]> {
  const pieces: string[] = []
  for await (const piece of body as AsyncIterable<Uint8Array>) pieces.push(new TextDecoder().decode(piece)) // a kind that is one
  return pieces
}

test('a request without a body gets none', () => {
  expect(callBody(sampleRequest('listFiles'), 0, 'json')).toEqual({})
})

test('JSON is text, and all else bytes of unknown kind', () => {
  expect(of('json')).toEqual({ body: json, contentType: 'application/json' })
  expect(of('bytes')).toEqual({ body: new TextEncoder().encode(json), contentType: 'application/octet-stream' })
  for (const kind of ['stream', 'generator', 'readable', 'large'] as const)
    expect(of(kind).contentType).toBe('application/octet-stream')
})

test('a generator and a readable give the bytes in two halves, a stream all of them', async () => {
  const halves = [json.slice(0, Math.ceil(json.length / 2)), json.slice(Math.ceil(json.length / 2))]
  expect(await piecesOf(of('generator').body)).toEqual(halves)
  const { body: readable } = of('readable')
  expect(readable).toBeInstanceOf(Readable)
  expect(await piecesOf(readable)).toEqual(halves)
  const { body: stream } = of('stream')
  expect(stream).toBeInstanceOf(ReadableStream)
  expect(await piecesOf(stream)).toEqual([json])
})

test('a form has a title and the bytes as a file, and no type of its own', async () => {
  const { body, contentType } = of('form')
  if (!(body instanceof FormData)) throw new Error('no form')
  const file = body.get('file')
  if (!(file instanceof File)) throw new Error('no file')
  expect([contentType, body.get('title'), file.name, file.type]).toEqual([
    undefined,
    'Bench',
    'bench.bin',
    'application/octet-stream',
  ])
  expect(String(await buffer(file.stream()))).toBe(json)
})

test('a large body has eight million bytes', () => {
  expect(of('large').body).toHaveLength(8_000_000)
})
