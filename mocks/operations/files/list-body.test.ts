import { describe, expect, test } from 'vitest'
import { createListWriter } from './list-body.ts'

const decoder = new TextDecoder()
const textOf = (body: string | Uint8Array) => (typeof body === 'string' ? body : decoder.decode(body))
/** Texts of files, made anew each time as after a change. */
const filesOf = (count: number, title = 'ü') => Array.from({ length: count }, (_, id) => JSON.stringify({ id, title }))

describe('a list', () => {
  test.each([0, 1, 3, 1_000])('of %i files is what JSON makes of it', (count) => {
    const body = createListWriter()(filesOf(count), '"total_count":9')
    expect(JSON.parse(textOf(body))).toEqual({ files: filesOf(count).map((text) => JSON.parse(text)), total_count: 9 })
  })

  test('that is short is text, and bytes when it is long', () => {
    const write = createListWriter()
    expect([typeof write(filesOf(3), '"a":1'), typeof write(filesOf(1_000), '"a":1')]).toEqual(['string', 'object'])
  })

  test('of 8,192 characters is bytes, of one less text', () => {
    const around = '{"files":[],"a":""}'.length
    const kindOf = (length: number) => typeof createListWriter()([], `"a":"${'x'.repeat(length - around)}"`)
    expect([kindOf(8_191), kindOf(8_192)]).toEqual(['string', 'object'])
  })

  test('is kept until eight others came', () => {
    const write = createListWriter()
    const first = write(filesOf(1_000), '"a":1')
    for (let other = 1; other <= 7; other += 1) write(filesOf(1_000 + other), '"a":1')
    expect(write(filesOf(1_000), '"a":1')).toBe(first)
    write(filesOf(1_008), '"a":1')
    expect(write(filesOf(1_000), '"a":1')).not.toBe(first)
  })

  test('that says the same again is the same bytes, as long as no others came', () => {
    const write = createListWriter(2)
    const first = write(filesOf(1_000), '"a":1')
    expect(write(filesOf(1_000), '"a":1')).toBe(first)
    write(filesOf(1_001), '"a":1')
    expect(write(filesOf(1_000), '"a":1')).toBe(first)
    write(filesOf(1_002), '"a":1')
    expect(write(filesOf(1_000), '"a":1')).not.toBe(first)
  })

  test.each([
    ['the last file', filesOf(1_000).with(999, '{"id":999,"title":"o"}'), '"a":1'],
    ['one file less', filesOf(999), '"a":1'],
    ['what stands behind', filesOf(1_000), '"a":2'],
  ])('is another one with %s', (_, files, rest) => {
    const write = createListWriter()
    const before = textOf(write(filesOf(1_000), '"a":1'))
    expect(textOf(write(files, rest))).not.toBe(before)
    expect(textOf(write(files, rest))).toBe(`{"files":[${files.join()}],${rest}}`)
  })
})
