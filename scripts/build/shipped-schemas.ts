import { cpSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Plugin } from 'rolldown'

/** The schemas of files that users write, for their editors. */
export const schemaFiles = [
  'scripts/config/generated/config.schema.json',
  'mocks/generated/data.schema.json',
  'fixtures/scenarios/generated/scenario.schema.json',
] as const

/** Ships them as `schemas/` in the output. */
export const shippedSchemas = (root: string): Plugin => ({
  name: 'shipped-schemas',
  writeBundle({ dir = join(root, 'dist') }) {
    for (const file of schemaFiles) cpSync(join(root, file), join(dir, 'schemas', basename(file)))
  },
})
