import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { InputFileError } from './input-file-error.ts'
import { type InputKind, parseInput } from './parse-input.ts'
import { decodeText, readText, whyUnreadable } from './read-text.ts'

/** Takes everything but what has a field that is named bad. */
function kindThatRefuses(field: string | undefined): InputKind<unknown> {
  return {
    noun: 'a thing',
    maxCharacters: 100,
    read: (value) => (field === undefined ? { value } : { problem: { field, issue: 'Is bad' } }),
  }
}

const parse = (text: string, field?: string) => parseInput(text, 'f.yaml', kindThatRefuses(field))

test.each([
  ['{"a": [1, {"b": null}]}', { a: [1, { b: null }] }],
  ['a: [1, {b: }]', { a: [1, { b: null }] }],
  ['# nothing else\na: b', { a: 'b' }],
])('%j is read', (text, value) => {
  expect(parse(text)).toEqual(value)
})

describe('a problem is shown where it stands', () => {
  const text = 'faults:\n  - fault: x\n  - fault:\n      error: y\n"a.b":\n  c: 1\n'

  test.each([
    ['faults', '1:1: faults: Is bad'],
    ['faults.0', '2:5: faults.0: Is bad'],
    ['faults.1.fault', '3:5: faults.1.fault: Is bad'],
    ['faults.1.fault.error', '4:7: faults.1.fault.error: Is bad'],
    ['faults.1.fault.gone', '3:5: faults.1.fault.gone: Is bad'],
    ['faults.7', '1:1: faults.7: Is bad'],
    ['a.b', '5:1: a.b: Is bad'],
    ['a.b.c', '6:3: a.b.c: Is bad'],
    ['nowhere', '1:1: nowhere: Is bad'],
    ['body', '1:1: Is bad'],
  ])('%s', (field, shown) => {
    expect(() => parse(text, field)).toThrow(new InputFileError(`f.yaml:${shown}`))
  })

  test('in JSON, too', () => {
    expect(() => parse('{"a":\n  {"b": 1}}', 'a.b')).toThrow('f.yaml:2:4: a.b: Is bad')
  })

  test('of the text itself', () => {
    expect(() => parse('a: 1\na: 2')).toThrow(/^f\.yaml:2:1: .+/)
    expect(() => parse('a: [1')).toThrow(/^f\.yaml:1:\d+: .+/)
    const error = (() => {
      try {
        return parse('{"a": 1,,}')
      } catch (caught) {
        return caught
      }
    })()
    expect(error).toMatchObject({ name: 'InputFileError', cause: expect.anything() })
  })
})

test('a text may be so long and no longer', () => {
  const long = `a: ${'x'.repeat(97)}`
  expect(parse(long)).toEqual({ a: 'x'.repeat(97) })
  expect(() => parse(`${long}x`)).toThrow(InputFileError)
  expect(() => parse(`${long}x`)).toThrow(/^f\.yaml.*100/)
})

test.each([
  [[0x61, 0xc3, 0xa4], 'aä'],
  [[0xef, 0xbb, 0xbf, 0x61], 'a'],
  [[0xff, 0xfe, 0x61, 0x00, 0xe4, 0x00], 'aä'],
  [[0xfe, 0xff, 0x00, 0x61, 0x00, 0xe4], 'aä'],
  [[0xef, 0xbb], undefined],
  [[], ''],
])('the bytes %j are %j', (bytes, text) => {
  const decode = () => decodeText(new Uint8Array(bytes), 'f')
  if (text === undefined) expect(decode).toThrow('f: is not UTF-8 text; save it as UTF-8')
  else expect(decode()).toBe(text)
})

test('UTF-16 that is none is told as such', () => {
  expect(() => decodeText(new Uint8Array([0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00]), 'f')).toThrow(
    'f: is not UTF-16LE text; save it as UTF-8',
  )
})

test('why a file cannot be read is said in words', () => {
  const folder = mkdtempSync(join(tmpdir(), 'read-text-'))
  const file = join(folder, 'a.txt')
  writeFileSync(file, 'hi')
  expect(readText(file)).toBe('hi')
  expect(() => readText(folder)).toThrow(`${folder}: it is a folder (EISDIR)`)
  expect(() => readText(join(folder, 'b'))).toThrow(`${join(folder, 'b')}: there is no such file (ENOENT)`)
  chmodSync(file, 0o644)
  rmSync(folder, { recursive: true })
  const failure = (code: string) => Object.assign(new Error('x'), { code })
  expect(
    [failure('EACCES'), failure('EMFILE'), new Error('x'), 'odd', failure('constructor')].map(whyUnreadable),
  ).toEqual(['it may not be read (EACCES)', 'EMFILE', 'Error: x', 'odd', 'constructor'])
})
