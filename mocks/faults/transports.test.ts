import { expect, test } from 'vitest'
import { errorBodies, isTransportKind, kindOfErrorBody, transportRow } from './transports.ts'

test('the body of an error goes wrong by words, each that of a kind', () => {
  expect(errorBodies).toContain('drip')
  for (const word of errorBodies) expect(transportRow(kindOfErrorBody(word)).errorBody).toBe(word)
  expect(() => kindOfErrorBody('other' as never)).toThrow('other is no way for the body of an error to go wrong')
})

test('a kind is one of the table', () => {
  expect([isTransportKind('reset'), isTransportKind('constructor')]).toEqual([true, false])
})
