import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { readAnswer } from './protocol.ts'

const schema = JSON.parse(readFileSync(new URL('./driver-protocol.schema.json', import.meta.url), 'utf8'))
const isAnswer = new Ajv2020({ schemas: [{ $id: 'protocol', ...schema }] }).compile({ $ref: 'protocol#/$defs/Answer' })

describe('a line of a driver', () => {
  it.each([
    ['{"id":7,"outcome":{"ok":true}}', { id: 7, outcome: { ok: true } }],
    ['{"id":1,"outcome":{"ok":false,"status":429,"body":{"error":{}}}}', { id: 1 }],
    ['{"unsupported":3}', { id: 3, unsupported: true }],
    ['starting …', { problem: 'is no JSON object' }],
    ['', { problem: 'is no JSON object' }],
    ['[1]', { problem: 'is no JSON object' }],
    ['{"ok":true}', { problem: expect.stringContaining('has no id') }],
    ['{"id":"7","outcome":{"ok":true}}', { problem: expect.stringContaining('has no id') }],
    ['{"id":0,"outcome":{"ok":true}}', { problem: expect.stringContaining('has no id') }],
    ['{"id":7}', { problem: expect.stringContaining('has no outcome') }],
    ['{"id":7,"outcome":{"status":200}}', { problem: expect.stringContaining('without ok') }],
    ['{"id":7,"outcome":{"ok":true},"status":200}', { problem: expect.stringContaining('a field of its own, status') }],
    ['{"unsupported":true}', { problem: expect.stringContaining('has no id') }],
  ])('%s', (line, read) => {
    const answer = readAnswer(line)
    expect(answer).toMatchObject(read)
    // The published schema and the reader are of one opinion.
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      value = undefined
    }
    expect(isAnswer(value)).toBe(!('problem' in answer))
  })
})
