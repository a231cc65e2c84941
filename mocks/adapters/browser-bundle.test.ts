import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type OutputChunk, rolldown } from 'rolldown'
import { beforeAll, expect, test } from 'vitest'

const entry = fileURLToPath(new URL('../msw.ts', import.meta.url))
let chunks: readonly OutputChunk[]

beforeAll(async () => {
  const bundle = await rolldown({ input: entry, external: ['msw'], platform: 'browser', logLevel: 'silent' })
  const { output } = await bundle.generate({ format: 'esm', minify: true })
  await bundle.close()
  chunks = output.filter((part) => part.type === 'chunk')
}, 60_000)

/** A chunk and what it imports before it runs. */
function withImports(fileName: string, found = new Set<string>()): Set<string> {
  const chunk = chunks.find((one) => one.fileName === fileName)
  if (!chunk || found.has(fileName)) return found
  found.add(fileName)
  for (const imported of chunk.imports) withImports(imported, found)
  return found
}

const gzippedBytes = (names: Iterable<string>) =>
  [...names].reduce((sum, name) => sum + gzipSync(chunks.find((one) => one.fileName === name)?.code ?? '').length, 0)

test('a page loads 60 kB at the most before its first call, msw aside', () => {
  const start = chunks.find(({ isEntry }) => isEntry)?.fileName ?? ''
  const bytes = gzippedBytes(withImports(start))
  expect(bytes).toBeGreaterThan(10_000)
  expect(bytes).toBeLessThanOrEqual(60_000)
})

test('no chunk imports anything but msw and other chunks', () => {
  const known = ['msw', ...chunks.map(({ fileName }) => fileName)]
  const foreign = chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])
  expect(foreign.filter((name) => !known.includes(name))).toEqual([])
})

test('the words of made-up records wait for the first call, and faker stays at home', () => {
  const withModule = (part: string) => chunks.filter(({ moduleIds }) => moduleIds.some((id) => id.includes(part)))
  const words = withModule('fixtures/generated/words')
  expect(words).toHaveLength(1)
  expect(words[0]).toMatchObject({ isDynamicEntry: true, isEntry: false })
  expect(withModule('@faker-js')).toEqual([])
})
