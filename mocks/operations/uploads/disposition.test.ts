import { describe, expect, test } from 'vitest'
import { decodeExtended, decodeName, readDisposition } from './disposition.ts'

const parametersOf = (value: string) => {
  const read = readDisposition(value)
  return read && { type: read.type, ...Object.fromEntries(read.parameters) }
}

describe('a disposition', () => {
  test.each([
    ['form-data; name="file"; filename="写.txt"', { name: 'file', filename: '写.txt' }],
    ['form-data; name="file"; filename="🙂 – ź.png"', { name: 'file', filename: '🙂 – ź.png' }],
    ['form-data;name=file;filename=a.png', { name: 'file', filename: 'a.png' }],
    ['FORM-DATA ; NAME="file" ; filename="a;b\\"c\\\\d.png"', { name: 'file', filename: 'a;b"c\\d.png' }],
    ['form-data; name="file"; filename="C:\\fakepath\\a.png"', { name: 'file', filename: 'C:\\fakepath\\a.png' }],
    ['form-data; name="";', { name: '' }],
    ['form-data; name=写', { name: '写' }],
    ['form-data', {}],
    ['attachment; filename=x', { type: 'attachment', filename: 'x' }],
  ])('%s is read', (value, expected) => {
    expect(parametersOf(value)).toEqual({ type: 'form-data', ...expected })
  })

  test.each([
    '',
    '; name="x"',
    'form-data name="x"',
    'form-data; name',
    'form-data; name=',
    'form-data; name="x',
    'form-data; name="x"y',
    'form-data; name="x"; name="y"',
    'form-data; "name"="x"',
  ])('%j is not read', (value) => {
    expect(readDisposition(value)).toBeUndefined()
  })

  test('costs no more than its length', () => {
    const before = process.cpuUsage()
    readDisposition(`form-data; name="${'\\"'.repeat(8_000)}`)
    readDisposition(`form-data${'; '.repeat(8_000)}!`)
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(1_000)
  })
})

describe('an extended value', () => {
  test.each([
    ["UTF-8''%E5%86%99.txt", '写.txt'],
    ["utf-8'zh-CN'%E5%86%99.txt", '写.txt'],
    ["iso-8859-1'en'%A3%20rates", '£ rates'],
    ["UTF-8''", ''],
  ])('%s is %s', (text, expected) => {
    expect(decodeExtended(text)).toBe(expected)
  })

  test.each(["UTF-8''%E5%86", "UTF-8''%zz", "UTF-8'写", "x-none''a", "''a", 'plain', "UTF-8''a b"])(
    '%s is not decoded',
    (text) => {
      expect(decodeExtended(text)).toBeUndefined()
    },
  )
})

test('a name keeps every other percent sign', () => {
  expect(decodeName('100%25 %22a%22%0d%0A%41')).toBe('100%25 "a"\r\n%41')
})
