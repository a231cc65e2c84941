import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))

/** What the API's SDK sends; it refuses a shorter key before it sends anything. */
const sendable = /^[a-z]+_[A-Za-z0-9_-]{20,}$/

/** Whole keys only: what ends in an underscore, or goes on with a placeholder, is the beginning of one. */
const wholeKey = /aion_test_[A-Za-z0-9_-]*[A-Za-z0-9](?![\w{$-]|\$\{)/g

test('every key that stands in a file is long enough for the SDK', () => {
  const listed = execFileSync('git', ['ls-files', '*.md', '*.ts', '*.js', '*.mjs', '*.py', '*.yaml', '*.yml'], {
    cwd: root,
    encoding: 'utf8',
  })
  const keys = listed
    .trim()
    .split('\n')
    .flatMap((file) => [...readFileSync(root + file, 'utf8').matchAll(wholeKey)].map(([key]) => `${file}: ${key}`))
  expect(keys.length).toBeGreaterThan(50)
  expect(keys.filter((found) => !sendable.test(found.split(': ')[1] ?? ''))).toEqual([])
})
