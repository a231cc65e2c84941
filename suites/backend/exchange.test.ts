import { expect, test } from 'vitest'
import {
  type Answered,
  headerValue,
  headerValues,
  isAnswered,
  nameExchange,
  parseBody,
  readBodyJson,
} from './exchange.ts'
import { answered, unanswered } from './hand-made.ts'

const headers = [
  ['Via', 'a'],
  ['Retry-After', '1'],
  ['VIA', 'b'],
] as const

test('the lines of a header are found by its name, whatever its case', () => {
  expect(headerValues({ headers }, 'via')).toEqual(['a', 'b'])
  expect([headerValue({ headers }, 'Via'), headerValue({ headers }, 'retry-after')]).toEqual(['a, b', '1'])
  expect([headerValues({ headers }, 'Age'), headerValue({ headers }, 'Age')]).toEqual([[], undefined])
})

test('a body is read once', () => {
  const { answer } = answered(200, { body: { a: 1 } }) as Answered // it has an answer
  expect(parseBody(answer)).toEqual({ a: 1 })
  expect(readBodyJson(answer)).toBe(readBodyJson(answer))
})

test('an exchange has a name of one line', () => {
  const baseUrl = 'https://target.example/api/v2'
  const seen = answered(422, { path: '/user-files?limit=0' })
  expect(nameExchange(seen, baseUrl)).toBe('GET /user-files?limit=0 → 422')
  expect(nameExchange(seen)).toBe(`GET ${baseUrl}/user-files?limit=0 → 422`)
  expect(nameExchange(unanswered('it broke', { method: 'POST', path: '/folders' }), baseUrl)).toBe(
    'POST /folders → it broke',
  )
  expect(nameExchange({ ...unanswered('x'), failure: null }, baseUrl)).toBe('GET /user-files → no answer')
  expect([isAnswered(seen), isAnswered(unanswered('x'))]).toEqual([true, false])
})
