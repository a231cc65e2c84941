import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const page = readFileSync(`${root}/docs/architecture.md`, 'utf8')

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')

/** Folders down to the second level that hold code (no snapshots), as the map names them. */
function foldersOf(files: readonly string[]): string[] {
  const folders = files
    .filter((file) => /^(contracts|fixtures|mocks|suites|scripts)\//.test(file) && existsSync(`${root}/${file}`))
    .filter((file) => !file.includes('/__snapshots__/'))
    .map((file) => dirname(file).split('/').slice(0, 2).join('/'))
    .filter((folder) => folder !== 'suites' && !folder.startsWith('scripts/'))
  return [...new Set(folders)].map((folder) => `${folder}/`).sort()
}

test('the map names every folder, and no other', () => {
  const named = [...page.matchAll(/^\| `([a-z0-9/-]+\/)` \|/gm)].map(([, folder]) => folder)
  expect(named.toSorted()).toEqual(foldersOf(tracked))
})

test('every file that the page names is there', () => {
  const named = [...page.matchAll(/`((?:contracts|fixtures|mocks|suites|scripts)\/[^`<>]+)`/g)].map(
    ([, path = '']) => path,
  )
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter((path) => !existsSync(`${root}/${path}`))).toEqual([])
})

test('the words stand in their order, each once', () => {
  const words = [...(page.split('## Words')[1] ?? '').matchAll(/^\| ([a-z A-Z]+) \|/gm)]
    .map(([, word = '']) => word)
    .slice(1)
  expect(words.length).toBeGreaterThanOrEqual(20)
  expect(words).toEqual([...new Set(words)].toSorted((a, b) => a.localeCompare(b)))
})
