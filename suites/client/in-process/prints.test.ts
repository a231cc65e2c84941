import { afterEach, expect, test, vi } from 'vitest'
import { benchKey } from '../bench-key.ts'
import { attempt, call, ended } from '../hand-made.ts'
import { watchPrints } from './prints.ts'

const failed = call([attempt(0, 500)], ended(500))
const printed = (print: () => void, calls = [failed]) => {
  const prints = watchPrints()
  print()
  prints.end()
  return prints.besideFailures(calls).map(({ outcome }) => outcome?.keyIn)
}

afterEach(() => vi.restoreAllMocks())

test.each(['debug', 'error', 'info', 'log', 'warn'] as const)('console.%s of the key is seen', (level) => {
  vi.spyOn(console, level).mockImplementation(() => undefined)
  expect(printed(() => console[level]('again with', { headers: { Authorization: `Bearer ${benchKey}` } }))).toEqual([
    ['what it printed'],
  ])
})

test.each(['stdout', 'stderr'] as const)('the key on %s is seen, and printed', (name) => {
  const write = vi.spyOn(process[name], 'write').mockReturnValue(true)
  expect(printed(() => process[name].write(`key ${benchKey}`))).toEqual([['what it printed']])
  expect(write).toHaveBeenCalledWith(`key ${benchKey}`)
})

test('nothing but the key counts, and only beside a failure', () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const throwing = {
    get [Symbol.toStringTag]() {
      throw new Error('no name')
    },
  }
  expect(printed(() => console.log('again', throwing))).toEqual([undefined])
  const open = call([attempt(0, 500)], null)
  expect(printed(() => console.log(benchKey), [call([attempt(0)]), open])).toEqual([undefined, undefined])
})

test('what stands in the error already stays', () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const shown = call([attempt(0, 500)], ended(500, { keyIn: ['the message'] }))
  expect(printed(() => console.log(benchKey), [shown])).toEqual([['the message', 'what it printed']])
})

test('nobody watches any more after the end', () => {
  const { log } = console
  watchPrints().end()
  expect(console.log).toBe(log)
})
