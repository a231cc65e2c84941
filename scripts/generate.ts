import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readSchemaFiles } from './generate/schema-files.ts'
import { schemaRoles } from './generate/schema-roles.ts'
import { generateTypes } from './generate/types.ts'
import { generateDeclarations, generateRequestValidators, generateResponseValidators } from './generate/validators.ts'

const folder = fileURLToPath(new URL('../contracts/generated/', import.meta.url))

/** Makes the text of every generated file, by name. */
export async function generate(): Promise<ReadonlyMap<string, string>> {
  const files = readSchemaFiles()
  const { bodies, texts, responses } = schemaRoles()
  return new Map([
    ['types.ts', await generateTypes(files)],
    ['request-validators.js', await generateRequestValidators(files)],
    ['request-validators.d.ts', generateDeclarations('requestValidators', 'RequestSchemaName', [...bodies, ...texts])],
    ['response-validators.js', await generateResponseValidators(files)],
    ['response-validators.d.ts', generateDeclarations('responseValidators', 'ResponseSchemaName', responses)],
  ])
}

/** Names the generated files that are missing or differ from what the schemas say. */
export async function staleFiles(): Promise<readonly string[]> {
  const isStale = ([name, text]: readonly [string, string]) =>
    !existsSync(folder + name) || readFileSync(folder + name, 'utf8') !== text
  return [...(await generate())].filter(isStale).map(([name]) => name)
}

if (import.meta.main) {
  const stale = await staleFiles()
  if (process.argv.includes('--check')) {
    for (const name of stale) console.error(`contracts/generated/${name} is stale: run \`npm run generate\``)
    process.exitCode = stale.length > 0 ? 1 : 0
  } else {
    for (const [name, text] of await generate()) writeFileSync(folder + name, text)
    console.log(stale.length > 0 ? `wrote ${stale.join(', ')}` : 'everything was up to date')
  }
}
