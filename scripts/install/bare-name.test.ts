import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { publishedName } from './install-lines.ts'

const root = resolve(import.meta.dirname, '../..')
const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
/** All that a reader may copy a command from. */
const pages = listed
  .trim()
  .split('\n')
  .filter(
    (file) => /\.(md|html|ya?ml|sh|py|js|mjs|json|cfg|conf)$|Dockerfile$/.test(file) && file !== 'package-lock.json',
  )

/** Ways to fetch a bare name from a registry, whatever the flags in between. */
const fetching = [
  /\bnpx(?! --no-install)(?: -\S+)* +aion-contract\b/,
  /\b(?:pnpm dlx|yarn dlx|bunx|pnpx)(?: -\S+)* +aion-contract\b/,
  /\bnpm (?:exec|x)(?: -(?!-no\b)\S+)* +aion-contract\b/,
  /\b(?:npm (?:i|install|add)|(?:pnpm|yarn|bun) add|deno add)(?: +[^\s&;|`]+)*? +(?:npm:)?aion-contract(?![-\w@/.])/,
  /\bdeno run (?:\S+ )*npm:aion-contract\b/,
]

const found = (text: string) => text.split('\n').filter((line) => fetching.some((way) => way.test(line)))

test('no page tells anybody to fetch the bare name from a registry', () => {
  expect(pages.length).toBeGreaterThan(100)
  expect(
    pages.flatMap((file) => found(readFileSync(`${root}/${file}`, 'utf8')).map((line) => `${file}: ${line}`)),
  ).toEqual([])
})

test.each([
  'npx aion-contract mock',
  'npx -y aion-contract mock',
  'npx --yes aion-contract',
  'pnpm dlx aion-contract mock',
  'bunx aion-contract',
  'npm exec aion-contract mock',
  'npm i aion-contract',
  'npm install -D aion-contract msw',
  'npm install -D msw aion-contract',
  'yarn add -D aion-contract',
  'deno run -A npm:aion-contract',
])('%s would be noticed', (line) => {
  expect(found(line)).toEqual([line])
})

test.each([
  'npx --no-install aion-contract mock',
  'npm exec --no -- aion-contract mock',
  'npm install -D ./aion-contract-*.tgz msw',
  'npm install -D git+file:///path/to/aion-contract',
  `npm install -D aion-contract@npm:${publishedName}`,
  'node_modules/.bin/aion-contract mock',
])('%s is no such way', (line) => {
  expect(found(line)).toEqual([])
})

test('the published name has a scope, and is the same in the package once it is chosen', () => {
  expect(publishedName).toMatch(/^@[\w-]+\/[a-z-]+$/)
  // While the owner has not chosen, nobody can register it: npm takes no capital letters.
  expect([packageJson.name === publishedName, /[A-Z]/.test(publishedName)]).toContain(true)
})
