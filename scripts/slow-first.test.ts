import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { slowFiles, slowFirst } from './slow-first.ts'

test('the slow files are there, each named once', () => {
  expect(slowFiles.filter((file) => !existsSync(new URL(`../${file}`, import.meta.url)))).toEqual([])
  expect(new Set(slowFiles).size).toBe(slowFiles.length)
})

test('slow files come first, in their order; the others keep theirs', () => {
  const [longest = '', second = ''] = slowFiles
  expect(slowFirst(['b', second, 'a', longest], (file) => file)).toEqual([longest, second, 'b', 'a'])
})
