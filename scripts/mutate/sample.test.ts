import { expect, test } from 'vitest'
import { drawMutants, isSource } from './sample.ts'

const text = Array.from({ length: 40 }, (_, index) => `const a${index} = ${index}`).join('\n')
const names = (source: string, seed: number) =>
  drawMutants(new Map([['a.ts', source]]), 10, seed).map((mutant) => mutant.text)

test('a seed draws the same places, another seed draws others', () => {
  expect(names(text, 1)).toEqual(names(text, 1))
  expect(names(text, 1)).not.toEqual(names(text, 2))
  expect(new Set(names(text, 1)).size).toBe(10)
})

test('a place keeps its lot when lines above it change', () => {
  expect(names(`// one more line\n\n${text}`, 1)).toEqual(names(text, 1))
})

test('equal lines draw lots of their own', () => {
  expect(drawMutants(new Map([['a.ts', 'f(1)\nf(1)\nf(1)']]), 9, 3)).toHaveLength(6)
})

test.each([
  ['mocks/core/core.ts', true],
  ['mocks/core/core.test.ts', false],
  ['mocks/generated/types.ts', false],
  ['suites/client/mutants/mutant-row.ts', false],
  ['scripts/mock.ts', false],
])('%s is damaged: %s', (file, isDamaged) => {
  expect(isSource(file, ['contracts', 'mocks', 'suites'])).toBe(isDamaged)
})
