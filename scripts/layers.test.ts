import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** Which layers each layer may import from, itself included. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  contracts: ['contracts'],
  fixtures: ['fixtures', 'contracts'],
  mocks: ['mocks', 'fixtures', 'contracts'],
  'suites/rules': ['suites/rules', 'contracts'],
  'suites/report': ['suites/report', 'suites/rules', 'contracts'],
  'suites/drift': ['suites/drift', 'suites/report', 'suites/rules', 'contracts'],
  'suites/backend': ['suites/backend', 'suites/report', 'suites/rules', 'fixtures', 'contracts'],
  'suites/client': ['suites/client', 'suites/report', 'suites/rules', 'mocks', 'fixtures', 'contracts'],
}

const layerOf = (path: string) => Object.keys(arrows).find((layer) => path.startsWith(`${layer}/`))

const sourceFiles = (layer: string) =>
  readdirSync(join(root, layer), { recursive: true, encoding: 'utf8' })
    .map((name) => join(layer, name).replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('node_modules') && !path.includes('/consumers/'))

/** The relative imports of a file, static and dynamic, as paths from the root. */
function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, target = '']) =>
    relative(root, resolve(root, dirname(path), target)).replaceAll('\\', '/'),
  )
}

const isTest = (path: string) => /\.test\.ts$/.test(path)

test.each(Object.entries(arrows))('%s imports only from below', (layer, allowed) => {
  const files = sourceFiles(layer).filter((path) => !isTest(path))
  expect(files.length).toBeGreaterThan(2)
  const wrong = files.flatMap((path) =>
    importsOf(path)
      .filter((target) => target !== 'package.json' && !allowed.some((below) => target.startsWith(`${below}/`)))
      .map((target) => `${path} imports ${target}`),
  )
  expect(wrong).toEqual([])
})

test('every layer is known', () => {
  const folders = [
    'contracts',
    'fixtures',
    'mocks',
    ...readdirSync(join(root, 'suites')).map((name) => `suites/${name}`),
  ]
  expect(folders.filter((folder) => layerOf(`${folder}/`) === undefined)).toEqual([])
})

test('what runs in a browser reaches nothing of Node', () => {
  const seen = new Set<string>()
  const visit = (path: string): void => {
    if (seen.has(path) || !/\.tsx?$/.test(path)) return
    seen.add(path)
    const text = readFileSync(join(root, path), 'utf8')
    expect(text.match(/from 'node:[^']*'|getBuiltinModule/g) ?? [], path).toEqual([])
    importsOf(path).forEach(visit)
  }
  visit('mocks/msw.ts')
  visit('mocks/fetch.ts')
  visit('mocks/console/main.tsx')
  expect(seen.size).toBeGreaterThan(50)
})
