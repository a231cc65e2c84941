import { Ajv, type Options } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'
import { bundle } from './bundle.ts'
import { formats } from './formats.ts'
import { header } from './header.ts'
import { leanRuntime, makeLean } from './lean.ts'
import { mapSchema, type SchemaFile } from './schema-files.ts'
import { schemaRoles } from './schema-roles.ts'

const base: Options = {
  strict: true,
  allowUnionTypes: true,
  verbose: true, // messages are phrased from parentSchema
  messages: false,
  formats,
  code: { source: true, esm: true, optimize: 2 },
}

/** Names of the schemas, and the way in which they are compiled. */
type Group = readonly [names: readonly string[], options: Options]

/** Writes the validators of queries, forms and bodies. */
export function generateRequestValidators(files: readonly SchemaFile[]): Promise<string> {
  const { bodies, texts } = schemaRoles()
  return generateModule(files, 'requestValidators', [
    [bodies, { useDefaults: true }],
    [texts, { useDefaults: true, coerceTypes: 'array' }],
  ])
}

/** Writes the validators of success bodies and of the envelope. */
export function generateResponseValidators(files: readonly SchemaFile[]): Promise<string> {
  return generateModule(files, 'responseValidators', [[schemaRoles().responses, { allErrors: true }]])
}

async function generateModule(files: readonly SchemaFile[], table: string, groups: readonly Group[]): Promise<string> {
  const imports = groups.map(([names], index) => `import { ${names.join(', ')} } from './group-${index}.js'\n`)
  const names = groups.flatMap(([names]) => names).sort()
  const modules = new Map([
    ['entry.js', `${imports.join('')}export const ${table} = { ${names.join(', ')} }\n`],
    ['./lean-runtime.js', leanRuntime],
    ...groups.map(([names, options], index) => [`./group-${index}.js`, compile(files, names, options)] as const),
  ])
  return header + (await bundle(modules, 'entry.js'))
}

function compile(files: readonly SchemaFile[], names: readonly string[], options: Options): string {
  // The class of draft 7: Ajv2020 would track evaluated properties, for keywords that our schemas do not use.
  const ajv = new Ajv({ ...base, ...options, schemas: files.map(withoutProse) })
  const owner = new Map(files.flatMap((file) => Object.keys(file.$defs).map((name) => [name, file.$id] as const)))
  const references = Object.fromEntries(names.map((name) => [name, `${owner.get(name)}#/$defs/${name}`]))
  return makeLean(standalone.default(ajv, references))
}

/** Prose would travel with `parentSchema`; a property that is called `description` stays. */
function withoutProse(file: SchemaFile): object {
  const strip = ({ $comment, $schema, ...node }: Record<string, unknown>) => {
    if (typeof node.description === 'string') delete node.description
    return node
  }
  return mapSchema(file, strip) as object // an object for an object
}

/** Writes the declarations of a validator module. */
export function generateDeclarations(table: string, type: string, names: readonly string[]): string {
  const union = [...names].sort().map((name) => `  | '${name}'`)
  return [
    header,
    "import type { Validator } from '../validator.ts'\n",
    `export type ${type} =\n${union.join('\n')}\n`,
    `export declare const ${table}: Readonly<Record<${type}, Validator>>\n`,
  ].join('\n')
}
