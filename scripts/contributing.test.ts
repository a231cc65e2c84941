import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }

const root = fileURLToPath(new URL('../', import.meta.url))
const guide = readFileSync(`${root}CONTRIBUTING.md`, 'utf8')

test('every path that it names exists', () => {
  const paths = [...guide.matchAll(/`((?:contracts|fixtures|mocks|suites|scripts|docs)\/[^`]*)`/g)].map(
    ([, path = '']) => path.replace(/<.*$/, ''),
  )
  expect(paths.length).toBeGreaterThan(10)
  expect(paths.filter((path) => !existsSync(root + path))).toEqual([])
})

test('the changelog begins with the version of the package', () => {
  const [, version] = /^## (\S+)/m.exec(readFileSync(`${root}CHANGELOG.md`, 'utf8')) ?? []
  expect(version).toBe(packageJson.version)
})
