import { expect, test } from 'vitest'
import { largeBody, operationOf, requests, sampleRequest } from './requests.ts'

test('each sample asks and promises what was read and found right', () => {
  const samples = Object.values(requests).map((request) => {
    const { body, ...facts } = sampleRequest(keyOf(request))
    return { operation: operationOf(request), ...facts, bodies: body && [body(0), body(1)] }
  })
  expect(samples).toMatchSnapshot()
})

const keyOf = (wanted: object) => {
  const found = (Object.keys(requests) as (keyof typeof requests)[]).find((name) => requests[name] === wanted) // its own keys
  if (!found) throw new Error('There is no such request')
  return found
}

test('the large body has eight million bytes of one letter', () => {
  const body = largeBody()
  expect([body.length, body[0], body.at(-1)]).toEqual([8_000_000, 0x61, 0x61])
})

test('what is no operation of the API is refused', () => {
  expect(() => operationOf({ method: 'GET', path: '/nowhere' })).toThrow('GET /nowhere is no operation of the API')
})
