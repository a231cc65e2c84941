import { expect, test } from 'vitest'
import type { ProcessingResultResponse } from '../../../contracts/generated/types.ts'
import { writeExport } from './write-export.ts'

const result = (fields: Partial<ProcessingResultResponse>) => fields as ProcessingResultResponse // as much of one as is asked

test('JSON is a list for people, one field a line; what a result does not have is null', () => {
  expect(writeExport('json', [result({ id: 'a', metadata: { n: 1 } })], ['id', 'metadata', 'image_id'])).toBe(
    '[\n  {\n    "id": "a",\n    "metadata": {\n      "n": 1\n    },\n    "image_id": null\n  }\n]\n',
  )
  expect(writeExport('json', [], ['id'])).toBe('[]\n')
})

test('JSON lines are one line for each result', () => {
  const results = [result({ id: 'a', confidence_score: 0.5 }), result({ id: 'b' })]
  expect(writeExport('jsonl', results, ['confidence_score', 'id'])).toBe(
    '{"confidence_score":0.5,"id":"a"}\n{"confidence_score":null,"id":"b"}\n',
  )
  expect(writeExport('jsonl', [], ['id'])).toBe('')
})

test.each<[string, unknown, string]>([
  ['a text', 'plain', 'plain'],
  ['a comma', 'a,b', '"a,b"'],
  ['quotes, doubled', 'a "b" c', '"a ""b"" c"'],
  ['a new line', 'a\nb', '"a\nb"'],
  ['a carriage return', 'a\rb', '"a\rb"'],
  ['a number', 0, '0'],
  ['an object', { a: 1 }, '"{""a"":1}"'],
  ['nothing', null, ''],
])('CSV holds %s as RFC 4180 has it', (_, description, cell) => {
  const results = [result({ description: description as string, id: 'x' })]
  expect(writeExport('csv', results, ['description', 'id'])).toBe(`description,id\r\n${cell},x\r\n`)
})
