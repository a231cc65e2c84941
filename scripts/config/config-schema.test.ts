import { expect, test } from 'vitest'
import { mockCommand } from '../mock.ts'
import { configSchemas } from './config-schema.ts'

test('a configuration holds every flag of mock under its own name, and only the pace of streams beside', () => {
  const flags = mockCommand()
    .options.map((option) => option.attributeName())
    .filter((name) => name !== 'config')
  const fields = Object.keys(configSchemas.MockConfig?.properties ?? {})
  expect(fields.sort()).toEqual([...flags, 'stream'].sort())
})
