import { expect, test } from 'vitest'
import { matchesShown, readCode, readTranscripts } from './transcript.ts'

const page = 'Text\n```console\n$ one --flag\nfirst\nsecond\n$ two\n```\nmore\n```ts\nconst a = 1\n```\n'

test('commands are read with what they print', () => {
  expect(readTranscripts(page)).toEqual([
    { command: 'one --flag', expected: 'first\nsecond' },
    { command: 'two', expected: '' },
  ])
})

test('code is read by its language', () => {
  expect(readCode(page, 'ts')).toEqual(['const a = 1\n'])
  expect(readCode(page, 'py')).toEqual([])
})

test.each([
  ['took 12 ms\n', 'took … ms', true],
  ['took 12 s\n', 'took … ms', false],
  ['a\nb\nc\nd', 'a\n…\nd', true],
  ['a\nb', 'a', false],
  ['1.5', '1+5', false],
])('%j matches %j: %s', (printed, shown, expected) => {
  expect(matchesShown(printed, shown)).toBe(expected)
})
