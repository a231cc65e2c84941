import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseData } from '../mocks/data-file/data-file.ts'
import { createTestMock } from '../mocks/testing/test-mock.ts'
import { configSchemas } from './config/config-schema.ts'
import { readConfig } from './config/read-config.ts'

const page = readFileSync(fileURLToPath(new URL('../docs/own-world.md', import.meta.url)), 'utf8')

function example(name: string): string {
  const text = new RegExp(`^\`\`\`yaml ${name}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(page)?.[1]
  if (text === undefined) throw new Error(`the page has no example called ${name}`)
  return text
}

test('the data on the page is found by a tenant', async () => {
  using mock = createTestMock({ data: parseData(example('data'), 'the page') })
  expect((await mock.send('GET', '/user-files')).json.total_count).toBe(5)
  expect((await mock.send('GET', '/user-files', { as: 'empty' })).json.total_count).toBe(0)
  expect((await mock.send('GET', '/user-files', { as: 'one_file' })).json.files).toMatchObject([{ title: 'Alone' }])
})

test('the configuration on the page is one', () => {
  expect(readConfig(parse(example('config')), 'the page').mock).toMatchObject({ port: 4010, watch: true })
})

test('every flag that the page names is one of mock', () => {
  const flags = [...page.matchAll(/`--([a-z-]+)/g)].map(([, flag = '']) =>
    flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
  )
  expect(flags.length).toBeGreaterThan(3)
  const fields = [...Object.keys(configSchemas.MockConfig?.properties ?? {}), 'config']
  expect(flags.filter((flag) => !fields.includes(flag))).toEqual([])
})
