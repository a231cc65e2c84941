import { expect, test } from 'vitest'
import { acceptedCodings } from '../body/codings.ts'
import type { Probe } from '../probe.ts'
import { compose, missingNames, probeMethod, probePath } from './compose.ts'

const probe = (fields: Partial<Probe>): Probe => ({ id: 'p', intent: 'success', operation: 'getFile', ...fields })
const names = new Map([
  ['file', 'f 1'],
  ['label', 'a&b'],
])

test('the names that nothing has captured are those of all parts, each once', () => {
  const needy = probe({
    params: { image_id: '$file', other: '$a' },
    query: { q: '$b', again: '$a' },
    headers: { X: '$c' },
    body: { json: { deep: ['$d', 'no $e', '$E'] } },
  })
  expect(missingNames(needy, names)).toEqual(['a', 'b', 'c', 'd'])
  expect(missingNames(probe({}), names)).toEqual([])
})

test.each<[Partial<Probe>, string]>([
  [{ params: { image_id: '$file' } }, '/user-files/f%201'],
  [{ params: { image_id: 'a/b' }, query: { limit: '2', search: '$label' } }, '/user-files/a%2Fb?limit=2&search=a%26b'],
  [{}, '/user-files/%7Bimage_id%7D'],
  [{ params: { image_id: '$other' } }, '/user-files/%24other'],
  [{ path: '/no/{id}', params: { id: '7' } }, '/no/7'],
  [{ operation: null }, '/'],
])('%j goes to %s', (fields, path) => {
  expect(probePath(probe(fields), names)).toBe(path)
})

test('the method is its own, or that of its operation, or GET', () => {
  expect(probeMethod(probe({ operation: 'createFolder' }))).toBe('POST')
  expect(probeMethod(probe({ operation: 'createFolder', method: 'PUT' }))).toBe('PUT')
  expect(probeMethod(probe({ operation: null }))).toBe('GET')
})

const plain = [
  ['Accept', 'application/json'],
  ['Accept-Encoding', acceptedCodings],
] as const

test('a request without a body and without a key', () => {
  const { wire, shown } = compose(probe({ operation: 'listFiles', credential: 'none' }), names, {}, 'http://t/api')
  expect(wire).toEqual({ method: 'GET', path: '/user-files', headers: plain, body: null })
  expect(shown).toEqual({ method: 'GET', url: 'http://t/api/user-files', headers: plain, body: null })
})

test('a key is sent, and the variable that holds it is shown', () => {
  const keys = { main: 'aion_main', other: 'aion_other' }
  const { wire, shown } = compose(probe({ headers: { 'X-Label': '$label' } }), names, keys, '')
  expect(wire.headers).toEqual([['Authorization', 'Bearer aion_main'], ...plain, ['X-Label', 'a&b']])
  expect(shown.headers[0]).toEqual(['Authorization', 'Bearer $AIONVISION_API_KEY'])
  expect(compose(probe({ credential: 'other' }), names, keys, '').wire.headers[0]?.[1]).toBe('Bearer aion_other')
  expect(compose(probe({ credential: 'limited' }), names, keys, '').wire.headers[0]?.[1]).toBe('Bearer aion_main')
})

const bodyOf = (body: NonNullable<Probe['body']>) => {
  const { wire, shown } = compose(probe({ credential: 'none', body }), names, {}, '')
  const type = wire.headers.find(([name]) => name === 'Content-Type')?.[1]
  return { sent: Buffer.from(wire.body ?? []).toString(), type, shown: shown.body }
}

test('JSON has its names filled in, however deep', () => {
  const text = '{"a":"f 1","b":["a&b",7,null,{"c":"$other"}]}'
  expect(bodyOf({ json: { a: '$file', b: ['$label', 7, null, { c: '$other' }] } })).toEqual({
    sent: text,
    type: 'application/json',
    shown: text,
  })
})

test('a text goes as it is', () => {
  expect(bodyOf({ text: '$file', contentType: 'text/plain' })).toEqual({
    sent: '$file',
    type: 'text/plain',
    shown: '$file',
  })
})

test('many zeros are sent, and told', () => {
  expect(bodyOf({ zeroBytes: 3, contentType: 'a/b' })).toEqual({ sent: '000', type: 'a/b', shown: '[3 zeros]' })
})

test('a form has its fields, then its file', () => {
  const file = { name: 'a.txt', contentType: 'text/plain', lines: ['one', '$file'] }
  expect(bodyOf({ form: { title: '$label', tags: 'x' }, file })).toEqual({
    sent: [
      '--aion-contract-form',
      'Content-Disposition: form-data; name="title"',
      '',
      'a&b',
      '--aion-contract-form',
      'Content-Disposition: form-data; name="tags"',
      '',
      'x',
      '--aion-contract-form',
      'Content-Disposition: form-data; name="file"; filename="a.txt"',
      'Content-Type: text/plain',
      '',
      'one\nf 1',
      '--aion-contract-form--',
      '',
    ].join('\r\n'),
    type: 'multipart/form-data; boundary=aion-contract-form',
    shown: '[form: title=a&b, tags=x, file=a.txt (text/plain)]',
  })
})
