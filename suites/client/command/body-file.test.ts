import { expect, test } from 'vitest'
import { sampleRequest } from '../requests.ts'
import type { BodyKind } from '../scenario.ts'
import { bodyFileOf } from './body-file.ts'

const folder = sampleRequest('createFolder')

test.each<[BodyKind, string, string]>([
  ['json', '{"name":"Bench 3"}', 'application/json'],
  ['bytes', '{"name":"Bench 3"}', 'application/octet-stream'],
  ['stream', '{"name":"Bench 3"}', 'application/octet-stream'],
  [
    'form',
    '--aion-bench-boundary\r\nContent-Disposition: form-data; name="file"; filename="bench.bin"\r\nContent-Type: application/octet-stream\r\n\r\n{"name":"Bench 3"}\r\n--aion-bench-boundary--\r\n',
    'multipart/form-data; boundary=aion-bench-boundary',
  ],
])('the file of a body of the kind %s', (kind, text, contentType) => {
  expect(bodyFileOf(folder, 2, kind)).toEqual({ text, contentType })
})

test('a large one is bytes', () => {
  const file = bodyFileOf(folder, 0, 'large')
  expect(file?.contentType).toBe('application/octet-stream')
  expect(file?.text).toHaveLength(8_000_000)
})

test('a form is one that a server reads', async () => {
  const { text = '', contentType = '' } = bodyFileOf(folder, 0, 'form') ?? {}
  const form = await new Response(text as string, { headers: { 'Content-Type': contentType } }).formData()
  const file = form.get('file')
  expect(file).toMatchObject({ name: 'bench.bin', type: 'application/octet-stream' })
  expect(await (file as File).text()).toBe('{"name":"Bench 1"}')
})

test('JSON is usual, and what has no body has no file', () => {
  expect(bodyFileOf(folder, 2)).toEqual(bodyFileOf(folder, 2, 'json'))
  expect(bodyFileOf(sampleRequest('listFiles'), 0)).toBeUndefined()
})
