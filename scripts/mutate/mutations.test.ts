import { expect, test } from 'vitest'
import { damage, findMutations } from './mutations.ts'

const damaged = (text: string) => findMutations(text).map((one) => damage(text, one))

test('every place of a text is damaged in its own way', () => {
  expect(damaged('const a = b === 1')).toEqual(['const a = b !== 1', 'const a = b === 2'])
  expect(damaged('if (!a) b()')).toEqual(['if ((true)) b()', 'if ((false)) b()', 'if (a) b()', 'if (!a) ;'])
  expect(damaged('f(...a, true)')).toEqual([';', 'f(...([] as never[]), true)', 'f(...a, false)'])
  expect(damaged('const a = (b as number) < c')).toEqual(['const a = (b as number) <= c'])
})

test('types and imports are left alone', () => {
  expect(damaged("import a from './a.ts'\ntype B = 1 | true\ninterface C { d: 2 }")).toEqual([])
})
