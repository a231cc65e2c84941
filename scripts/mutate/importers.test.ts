import { expect, test } from 'vitest'
import { importersIn } from './importers.ts'

const texts = new Map([
  ['a/table.ts', 'export const a = 1'],
  ['a/reads.ts', "import {\n  a,\n} from './table.ts'\nexport * from './circle.ts'"],
  ['a/circle.ts', "import type { b } from './reads.ts'"],
  ['b/later.test.ts', "const { a } = await import('../a/reads.ts')"],
  ['b/effect.ts', "import '../a/circle.ts'"],
  ['b/other.test.ts', "import { test } from 'vitest'\nimport { c } from './../c.ts'"],
])

const importersOf = importersIn(texts)

test('who imports a file by way of others is found, through circles, too', () => {
  expect([...importersOf(['a/table.ts'])].toSorted()).toEqual([
    'a/circle.ts',
    'a/reads.ts',
    'a/table.ts',
    'b/effect.ts',
    'b/later.test.ts',
  ])
  expect([...importersOf(['b/other.test.ts'])]).toEqual(['b/other.test.ts'])
})
