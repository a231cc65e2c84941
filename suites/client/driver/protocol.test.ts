import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { readAnswer } from './protocol.ts'
import { protocolSchemas } from './protocol-schema.ts'

const published = new URL('./generated/protocol.schema.json', import.meta.url)
const isLine = new Ajv2020().compile(JSON.parse(readFileSync(published, 'utf8')))

describe('a line of a driver', () => {
  it.each([
    ['{"id":7,"outcome":{"ok":true}}', { id: 7, outcome: { ok: true } }],
    ['{"id":1,"outcome":{"ok":false,"status":429,"body":{"error":{}}}}', { id: 1 }],
    ['{"takes":["stream","cancelled"]}', { takes: ['stream', 'cancelled'] }],
    ['{"takes":[]}', { takes: [] }],
    ['{"unsupported":3}', { id: 3, unsupported: true }],
  ])('%s is an answer', (line, answer) => {
    expect(readAnswer(line)).toMatchObject(answer)
    expect(isLine(JSON.parse(line)), 'the published schema is of another opinion').toBe(true)
  })

  it.each([
    ['starting …', /no JSON/],
    ['', /no JSON/],
    ['[1]', /such as \{"id":7/],
    ['{"ok":true}', /id/],
    ['{"id":"7","outcome":{"ok":true}}', /id: .*the number of a call/],
    ['{"id":0,"outcome":{"ok":true}}', /id/],
    ['{"id":7}', /outcome/],
    ['{"id":7,"outcome":{"status":200}}', /ok/],
    ['{"id":7,"outcome":{"ok":true},"status":200}', /status/],
    ['{"takes":["streams"]}', /takes/],
    ['{"unsupported":true}', /the number of a call/],
  ])('%s is none, and it is said why', (line, why) => {
    expect(readAnswer(line)).toMatchObject({ problem: expect.stringMatching(why) })
    if (line.startsWith('{')) expect(isLine(JSON.parse(line))).toBe(false)
  })

  it('stands in docs/driver.md as the schema has it', () => {
    const page = readFileSync(new URL('../../../docs/driver.md', import.meta.url), 'utf8')
    const lines = [...page.matchAll(/^```json\n(.*)\n```$/gm)].map(([, line = '']) => line)
    expect(lines).toHaveLength(5)
    for (const line of lines) expect(isLine(JSON.parse(line)), line).toBe(true)
    const fields = Object.keys(protocolSchemas.DriverCall.properties)
    for (const field of fields) expect(page).toContain(`\`${field}\``)
  })
})
