import { expect, test } from 'vitest'
import { untraced } from './untraced.ts'

const framesOf = ({ stack = '' }: Error) => stack.split('\n').filter((line) => /^\s+at /.test(line)).length

test('errors have no frames meanwhile, and have them again after', () => {
  const { stackTraceLimit } = Error
  expect(framesOf(untraced(() => new Error('meanwhile')))).toBe(0)
  expect(Error.stackTraceLimit).toBe(stackTraceLimit)
  expect(framesOf(new Error('after'))).toBeGreaterThan(0)
})

test('what is thrown meanwhile comes out, and the next errors have their frames', () => {
  const thrown = () =>
    untraced(() => {
      throw new RangeError('no')
    })
  expect(thrown).toThrow(RangeError)
  expect(framesOf(new Error('after'))).toBeGreaterThan(0)
})
