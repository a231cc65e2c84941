import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { watchLeaving } from './who-left.ts'

function setUp() {
  const [response, answer] = [new EventEmitter(), new EventEmitter()]
  const leaving = watchLeaving(response)
  return { response, answer, leaving }
}

test('as long as both are there nobody has left', () => {
  const { leaving, answer } = setUp()
  leaving.watch(answer)
  expect([leaving.first(), leaving.signal.aborted]).toEqual(['nobody', false])
})

test('a client that is gone ends the request to the target, and what the target does then is not its own doing', () => {
  const { leaving, response, answer } = setUp()
  leaving.watch(answer)
  response.emit('close')
  answer.emit('error', new Error('aborted'))
  expect([leaving.first(), leaving.signal.aborted]).toEqual(['client', true])
})

test('a target that breaks off has left first, although the response is closed then', () => {
  const { leaving, response, answer } = setUp()
  leaving.watch(answer)
  answer.emit('error', new Error('ECONNRESET'))
  response.emit('close')
  expect(leaving.first()).toBe('target')
})
