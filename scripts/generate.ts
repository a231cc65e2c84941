import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtInScenarios } from './generate/built-in-scenarios.ts'
import { inputFiles } from './generate/inputs.ts'
import { readSchemaFiles } from './generate/schema-files.ts'
import { schemaRoles } from './generate/schema-roles.ts'
import { generateRequestFields, generateResponseDefaults } from './generate/schema-tables.ts'
import { generateTypes } from './generate/types.ts'
import { generateDeclarations, generateRequestValidators, generateResponseValidators } from './generate/validators.ts'
import { generateWords } from './generate/words.ts'

const root = fileURLToPath(new URL('../', import.meta.url))

type Files = ReadonlyMap<string, string>

/** Makes the text of the generated types, validators and schema files, by their paths from the root. */
async function generateCode(): Promise<Files> {
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
    ['fixtures/scenarios/generated/built-in.ts', builtInScenarios()],
    ['fixtures/generated/words.ts', generateWords()],
    ...(await inputFiles()),
  ])
}

/** Makes the text of the generated pages. Some of what they show runs through the generated code, so that must be there. */
const generatePages = async (): Promise<Files> => (await import('./generate/pages.ts')).pages()

const stale = (files: Files): readonly string[] =>
  [...files]
    .filter(([name, text]) => !existsSync(root + name) || readFileSync(root + name, 'utf8') !== text)
    .map(([name]) => name)

/** Names the generated files that are missing or differ from what the schemas say. */
export const staleFiles = async (): Promise<readonly string[]> => [
  ...stale(await generateCode()),
  ...stale(await generatePages()),
]

function write(files: Files): readonly string[] {
  const names = stale(files)
  for (const name of names) {
    mkdirSync(dirname(root + name), { recursive: true })
    writeFileSync(root + name, files.get(name) ?? '')
  }
  return names
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const names = await staleFiles()
    for (const name of names) console.error(`${name} is stale: run \`npm run generate\``)
    process.exitCode = names.length > 0 ? 1 : 0
  } else {
    const written = [...write(await generateCode()), ...write(await generatePages())]
    // Judging takes minutes, so only when asked; tests hold the pages to it.
    if (process.argv.includes('--matrices')) {
      const { brokenBackendsMatrix, legalBackendsMatrix, mutantsMatrix, ruleExamples } = await import(
        './generate/matrices.ts'
      )
      const examples = ['suites/client/explain/generated/examples.json', await ruleExamples()] as const
      const pages = [
        ['docs/broken-backends.md', await brokenBackendsMatrix()],
        ['docs/legal-backends.md', await legalBackendsMatrix()],
        ['docs/mutants.md', await mutantsMatrix()],
        ['docs/equal-verdicts.md', await (await import('./generate/stability.ts')).equalVerdictsPage()],
      ] as const
      written.push(...write(new Map([examples, ...pages])))
    }
    console.log(written.length > 0 ? `wrote ${written.join(', ')}` : 'everything was up to date')
  }
}
