import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { posix, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** What `npm pack` would pack, but for what a build leaves in `dist`. */
function packedFiles(): ReadonlySet<string> {
  const options = { cwd: root, encoding: 'utf8' } as const
  const told = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], options))
  const [packed] = Object.values<{ files: readonly { path: string }[] }>(told) // a list, or by name since npm 11
  return new Set(packed?.files.map(({ path }) => path))
}

const packed = packedFiles()
const pages = [...packed].filter((path) => path.endsWith('.md'))

/** Where the relative links of a page lead to, as paths from the root. Its pictures are left out of the package: text is for every reader. */
const linksOf = (page: string): string[] =>
  [...readFileSync(`${root}/${page}`, 'utf8').matchAll(/(?<!!\[[^\]]*)\]\((?!https?:|mailto:|#)([^)\s#]+)/g)].map(
    ([, target = '']) => posix.join(posix.dirname(page), target),
  )

test('the guides, the references and the client to copy are packed', () => {
  expect(packed).toContain('docs/guides/vitest.md')
  expect(packed).toContain('docs/errors.md')
  expect(packed).toContain('fixtures/clients/conforming.ts')
  expect(pages.length).toBeGreaterThan(20)
})

/** A file, or a folder with a file in it. */
const isPacked = (path: string) => packed.has(path) || [...packed].some((file) => file.startsWith(`${path}/`))

test.each(pages)('every link of %s leads to something that is packed', (page) => {
  expect(linksOf(page).filter((path) => !isPacked(path))).toEqual([])
})

const ownPages = globSync(['*.md', 'docs/**/*.md', '.ci/**/*.md'], { cwd: root }).map((path) =>
  path.replaceAll('\\', '/'),
)

test.each(ownPages)('every link of %s leads to something that is there', (page) => {
  expect(linksOf(page).filter((path) => !existsSync(`${root}/${path}`))).toEqual([])
})

test('docs/README.md names every page', () => {
  const named = new Set(linksOf('docs/README.md'))
  const inDocs = ownPages.filter((path) => path.startsWith('docs/') && path !== 'docs/README.md')
  expect(inDocs.length).toBeGreaterThan(pages.length / 2)
  expect(inDocs.filter((path) => !named.has(path))).toEqual([])
})

test('what is packed to be copied brings what it imports', () => {
  for (const path of packed) {
    if (!/^fixtures\/.*\.ts$/.test(path)) continue
    const imports = [...readFileSync(`${root}/${path}`, 'utf8').matchAll(/from '(\.[^']+)'/g)]
    for (const [, target = ''] of imports) expect(packed).toContain(posix.join(posix.dirname(path), target))
  }
})
