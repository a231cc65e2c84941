import { expect, test } from 'vitest'
import { damage, findMutations } from './mutations.ts'

const damaged = (text: string) => findMutations(text).map((one) => damage(text, one))

test('every place of a text is damaged in its own way', () => {
  expect(damaged('const a = b === 1')).toEqual(['const a = b !== 1', 'const a = b === 2'])
  expect(damaged('if (!a) b()')).toEqual(['if ((true)) b()', 'if ((false)) b()', 'if (a) b()', 'if (!a) ;'])
  expect(damaged('f(...a, true)')).toEqual([';', 'f(...[], true)', 'f(...a, false)'])
  expect(damaged('const a = (b as number) < c')).toEqual(['const a = (b as number) <= c'])
  expect(damaged("const a = b || 'c'")).toEqual(["const a = ((b ) && ( 'c'))", "const a = b || ''"])
  expect(damaged("const a = ''")).toEqual(["const a = '?'"])
  expect(damaged('const a = new B(c, d, e)')).toEqual(['const a = new B(d, c, e)'])
  expect(damaged('const a = b(c, c)')).toEqual([])
  expect(damaged('const a = Math.min(b, c) || Math.max(c, b)')).toHaveLength(1)
  expect(damaged('const a = [b, c]')).toEqual(['const a = [...[], c]', 'const a = [b, ...[]]'])
  expect(damaged("const a = { 'b': c, d() {}, get e() {} }")).toEqual([
    'const a = { ...{}, d() {}, get e() {} }',
    "const a = { 'b': c, ...{}, get e() {} }",
  ])
})

test('types, links to other files and names of fields are left alone', () => {
  expect(damaged("import a from './a.ts'\ntype B = 1 | true\ninterface C { d: 2 }")).toEqual([])
  expect(damaged("export { a } from './a.ts'\nexport * from './b.ts'\nconst c = await import('./c.ts')")).toEqual([])
  expect(damaged("const { 'a': b } = c")).toEqual([])
})
