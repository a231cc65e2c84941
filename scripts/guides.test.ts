import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { consumers } from '../fixtures/consumers/consumers.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const guides = readdirSync(`${root}docs/guides`).filter((name) => name.endsWith('.md'))

interface Block {
  readonly language: string
  /** The file that the block is quoted from. */
  readonly file: string | undefined
  readonly text: string
}

const blocksOf = (markdown: string): Block[] =>
  [...markdown.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, language = '', file, text = '']) => ({
    language,
    file,
    text,
  }))

const helpOf = (command: string) =>
  execFileSync(process.execPath, [`${root}scripts/cli.ts`, command, '--help'], { encoding: 'utf8' })

test('there is a guide for each of the seven uses', () => {
  expect(guides).toHaveLength(7)
})

describe.each(guides)('%s', (guide) => {
  const markdown = readFileSync(`${root}docs/guides/${guide}`, 'utf8')
  const folder = /^<!-- .* fixtures\/consumers\/([\w-]+),/.exec(markdown)?.[1]
  const blocks = blocksOf(markdown)

  test('it quotes a project that is run', () => {
    expect(consumers.map((consumer) => consumer.folder)).toContain(folder)
    expect(blocks.some(({ file }) => file !== undefined)).toBe(true)
  })

  test.each(blocks.filter(({ file }) => file !== undefined))('$file stands there as it is run', ({ file, text }) => {
    const path = `${root}fixtures/consumers/${folder}/${file}`
    expect(existsSync(path)).toBe(true)
    expect(readFileSync(path, 'utf8')).toContain(text.trimEnd())
  })

  test('its commands and their flags exist', { timeout: 60_000 }, () => {
    const shell = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text)
    const uses = [...shell.join('').matchAll(/^npx aion-contract (\w+)(.*)$/gm)]
    const commands = [...new Set(uses.map(([, command = '']) => command))]
    const helps = new Map(commands.map((command) => [command, helpOf(command)]))
    for (const [, command = '', rest = ''] of uses)
      for (const [flag] of (rest.split(' -- ')[0] ?? '').matchAll(/--[\w-]+/g))
        expect(helps.get(command)).toContain(flag)
  })
})
