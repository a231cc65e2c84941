import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { scenarioFileSchema } from '../mocks/scenario/scenario-schema.ts'
import { errorsPage, operationsPage } from './generate/documents.ts'
import { faultsPage } from './generate/faults-page.ts'
import { mutantsMatrix } from './generate/matrices.ts'
import { optionsPage } from './generate/options-page.ts'
import { readSchemaFiles } from './generate/schema-files.ts'
import { schemaRoles } from './generate/schema-roles.ts'
import { generateRequestFields, generateResponseDefaults } from './generate/schema-tables.ts'
import { generateTypes } from './generate/types.ts'
import { generateDeclarations, generateRequestValidators, generateResponseValidators } from './generate/validators.ts'

const root = fileURLToPath(new URL('../', import.meta.url))

/** Makes the text of every generated file, by its path from the root. */
export async function generate(): Promise<ReadonlyMap<string, string>> {
  const files = readSchemaFiles()
  const { bodies, texts, responses } = schemaRoles()
  return new Map([
    ['contracts/generated/types.ts', await generateTypes(files)],
    ['contracts/generated/request-validators.js', await generateRequestValidators(files)],
    [
      'contracts/generated/request-validators.d.ts',
      generateDeclarations('requestValidators', 'RequestSchemaName', [...bodies, ...texts]),
    ],
    ['contracts/generated/response-validators.js', await generateResponseValidators(files)],
    [
      'contracts/generated/response-validators.d.ts',
      generateDeclarations('responseValidators', 'ResponseSchemaName', responses),
    ],
    ['contracts/generated/request-fields.ts', generateRequestFields(files)],
    ['contracts/generated/response-defaults.ts', generateResponseDefaults(files)],
    ['docs/errors.md', errorsPage()],
    ['docs/operations.md', operationsPage()],
    ['fixtures/scenarios/generated/scenario.schema.json', `${JSON.stringify(scenarioFileSchema(), null, 2)}\n`],
    ['docs/options.md', optionsPage()],
    ['docs/faults.md', faultsPage()],
  ])
}

/** Names the generated files that are missing or differ from what the schemas say. */
export async function staleFiles(): Promise<readonly string[]> {
  const isStale = ([name, text]: readonly [string, string]) =>
    !existsSync(root + name) || readFileSync(root + name, 'utf8') !== text
  return [...(await generate())].filter(isStale).map(([name]) => name)
}

if (import.meta.main) {
  const stale = await staleFiles()
  if (process.argv.includes('--check')) {
    for (const name of stale) console.error(`${name} is stale: run \`npm run generate\``)
    process.exitCode = stale.length > 0 ? 1 : 0
  } else {
    for (const [name, text] of await generate()) writeFileSync(root + name, text)
    // Judging takes minutes, so only when asked; tests hold the pages to it.
    if (process.argv.includes('--matrices')) writeFileSync(`${root}docs/mutants.md`, await mutantsMatrix())
    console.log(stale.length > 0 ? `wrote ${stale.join(', ')}` : 'everything was up to date')
  }
}
