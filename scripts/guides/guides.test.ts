import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { consumers } from '../../fixtures/consumers/consumers.ts'
import { packedFile, packLines, runLine } from '../install/install-lines.ts'
import { commandLine } from '../testing/command-line.ts'
import { neededBy, quoted, readGuide, sourcesOf } from './read-guide.ts'

const root = resolve(import.meta.dirname, '../..')
const guides = readdirSync(`${root}/docs/guides`).filter((name) => name.endsWith('.md'))

/** What each command said of itself: several guides use the same. */
const helps = new Map<string, string>()

function helpOf(command: string): string {
  const known = helps.get(command)
  if (known !== undefined) return known
  const said = execFileSync(process.execPath, [commandLine, command, '--help'], { encoding: 'utf8' })
  helps.set(command, said)
  return said
}

/** Folders whose files a test of their own runs. */
const runElsewhere: readonly string[] = ['docs/replicas']

test('there is a guide for each of the nine uses', () => {
  expect(guides).toHaveLength(9)
})

describe.each(guides)('%s', (name) => {
  const guide = readGuide(`${root}/docs/guides/${name}`)
  const shell = guide.blocks.filter(({ language }) => language === 'sh').map(({ text }) => text)
  const files = guide.blocks.filter(({ file }) => file !== undefined)
  /** Guides of the same project, to which this one sends its reader. */
  const companions = guides
    .filter((other) => guide.markdown.includes(`](${other})`))
    .map((other) => readGuide(`${root}/docs/guides/${other}`))
    .filter(({ folders }) => folders.some((folder) => guide.folders.includes(folder)))

  test('it quotes a project that is run', () => {
    const run = [...consumers.map(({ folder }) => `fixtures/consumers/${folder}`), ...runElsewhere]
    expect(guide.folders.length).toBeGreaterThan(0)
    for (const folder of guide.folders) expect(run).toContain(folder)
    expect(files.length).toBeGreaterThan(0)
  })

  test.each(files)('$file stands there as it is run', (block) => {
    expect(sourcesOf(root, guide, block)).not.toEqual([])
  })

  test('who copies its files has all that they need', () => {
    const missing = files
      .flatMap((block) => neededBy(root, guide, block))
      .filter((needed) => [guide, ...companions].every((one) => quoted(one, needed) === undefined))
    expect(missing).toEqual([])
  })

  test('who copies its files has them whole, but for further tests', () => {
    const cut = files.flatMap(({ file = '', text }) => {
      if (/\.(test|spec)\.js$/.test(file)) return []
      const said = quoted(guide, file) ?? ''
      const path = sourcesOf(root, guide, { language: '', file, text })[0] ?? ''
      const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
      return lines.filter((line) => !said.includes(line)).map((line) => `${file}: ${line}`)
    })
    expect(cut).toEqual([])
  })

  test('it begins with an installation that works today', () => {
    const [first = ''] = shell
    expect(first.split('\n').slice(0, packLines.length)).toEqual(packLines)
    expect(first).toContain(`npm install -D ${packedFile}`)
    expect(guide.markdown).toContain('](../install.md)')
  })

  test('its commands and their flags exist', { timeout: 60_000 }, () => {
    const uses = shell
      .join('')
      .split('\n')
      .filter((line) => line.startsWith(runLine))
      .map((line) => /^(\w+)(.*)$/.exec(line.slice(runLine.length + 1)))
    for (const use of uses)
      for (const [flag] of (use?.[2]?.split(' -- ')[0] ?? '').matchAll(/--[\w-]+/g))
        expect(helpOf(use?.[1] ?? '')).toContain(flag)
  })
})
