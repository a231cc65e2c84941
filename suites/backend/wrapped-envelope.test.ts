import { expect, test } from 'vitest'
import { buildEnvelope } from '../../contracts/envelope.ts'
import type { Answered } from './exchange.ts'
import { answered } from './hand-made.ts'
import { wrappedEnvelope } from './wrapped-envelope.ts'

const envelope = buildEnvelope('HTTP_404', 'id-1')
const text = JSON.stringify(envelope)
const long = 'f'.repeat(41)

test.each<[unknown, string | undefined]>([
  [envelope, undefined],
  [JSON.stringify(text), 'the envelope encoded twice: a text that holds JSON'],
  ['"no JSON"', undefined],
  [[1, envelope], 'the envelope inside a list'],
  [[text], 'the envelope as a text inside the field "0"'],
  [{ a: 1, detail: envelope }, 'the envelope inside the field "detail"'],
  [{ [long]: envelope }, `the envelope inside the field "${long.slice(0, 40)}"`],
  [{ a: 'x', detail: text }, 'the envelope as a text inside the field "detail"'],
  [{ [long]: text }, `the envelope as a text inside the field "${long.slice(0, 40)}"`],
  [{ detail: { deeper: envelope } }, undefined],
  [{ detail: 'text' }, undefined],
  ['null', undefined],
  ['', undefined],
])('%j: %s', (body, expected) => {
  expect(wrappedEnvelope((answered(404, { body }) as Answered).answer)).toBe(expected) // it has an answer
})
