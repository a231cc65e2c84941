import { mkdirSync, mkdtempSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { findCommandLine } from './command-line.ts'

const root = mkdtempSync(join(tmpdir(), 'aion-command-line-'))
afterAll(() => rmSync(root, { recursive: true }))

const written = [
  'contracts/errors.ts',
  'fixtures/world.ts',
  'mocks/console/built/console.js',
  'mocks/msw.ts',
  'suites/rules/look.ts',
  'scripts/cli.ts',
  'scripts/cli.test.ts',
  'package.json',
]
const at = (path: string, seconds: number) => utimesSync(join(root, path), seconds, seconds)

beforeEach(() => {
  for (const path of [...written, 'dist/bin.js']) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), '')
  }
  const folders = written.flatMap((path) => [dirname(path), dirname(dirname(path))])
  for (const path of [...written, ...folders]) at(path, 1_000)
  at('dist/bin.js', 2_000)
})

const found = () => findCommandLine(root).slice(root.length + 1)

test('a build that is newer than all sources is started', () => {
  expect(found()).toBe('dist/bin.js')
})

test.each(['contracts/errors.ts', 'suites/rules/look.ts', 'scripts/cli.ts', 'package.json'])(
  'after a change of %s the sources are',
  (path) => {
    at(path, 3_000)
    expect(found()).toBe('scripts/cli.ts')
  },
)

test('after a source has gone the sources are', () => {
  unlinkSync(join(root, 'suites/rules/look.ts'))
  expect(found()).toBe('scripts/cli.ts')
})

test.each(['mocks/console/built/console.js', 'scripts/cli.test.ts'])('a change of %s is none', (path) => {
  at(path, 3_000)
  expect(found()).toBe('dist/bin.js')
})

test('where nothing is built the sources are', () => {
  unlinkSync(join(root, 'dist/bin.js'))
  expect(found()).toBe('scripts/cli.ts')
})
