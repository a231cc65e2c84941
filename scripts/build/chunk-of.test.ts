import { expect, test } from 'vitest'
import { chunkOf, isCompact } from './chunk-of.ts'

/** A house in which each module is imported by the one before it; `lazy` is loaded late and so imported by nobody. */
const imports: Readonly<Record<string, readonly string[]>> = {
  '/contracts/index.ts': ['/errors', '/openapi'],
  '/mocks/core/core.ts': ['/errors', '/pipeline'],
  '/mocks/fetch.ts': ['/mocks/core/core.ts', '/redirects', '/bodies'],
  '/mocks/server/index.ts': ['/mocks/core/core.ts', '/bodies'],
  '/pipeline': ['/message'],
  '/message': ['/pipeline'],
}

test('what entries share stands in one file each, and what is loaded late in none of them', () => {
  const nameOf = chunkOf('/')
  const lookup = { getModuleInfo: (id: string) => ({ importedIds: imports[id] ?? [] }) }
  const names = ['/errors', '/openapi', '/message', '/bodies', '/redirects', '/lazy'].map((id) => nameOf(id, lookup))
  expect(names).toEqual(['contract', null, 'core', 'mock', 'in-process', null])
})

test('only generated validators, schemas and the code of others stand in files that are made small', () => {
  const nameOf = chunkOf('/')
  const lookup = { getModuleInfo: () => null }
  const compact = [
    '/contracts/generated/request-validators.js',
    '/contracts/generated/response-validators.js',
    '/contracts/schemas/user.json',
    '/contracts/schemas/index.ts',
    '/node_modules/@msw/data/build/index.mjs',
    'C:\\node_modules\\mutative\\dist\\mutative.esm.mjs',
  ]
  expect(compact.map((id) => isCompact(String(nameOf(id, lookup))))).toEqual(compact.map(() => true))
  const own = [
    '/contracts/schemas/error.json',
    '/mocks/generated/fault-validators.js',
    '/contracts/validation.ts',
    '/mocks/core/core.ts',
  ]
  expect(own.map((id) => isCompact(String(nameOf(id, lookup))))).toEqual(own.map(() => false))
})
