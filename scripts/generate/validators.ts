import { _, Ajv, Name, type Options } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'
import { error, validatePropertyDeps } from 'ajv/dist/vocabularies/applicator/dependencies.js'
import { callRef } from 'ajv/dist/vocabularies/core/ref.js'
import { mapSchema } from '../../contracts/schemas/json-schema.ts'
import { bundle } from './bundle.ts'
import { formats } from './formats.ts'
import { header } from './header.ts'
import { leanRuntime, makeLean } from './lean.ts'
import { askOfSchema, propertyRuntime } from './lean-properties.ts'
import type { SchemaFile } from './schema-files.ts'
import { schemaRoles } from './schema-roles.ts'

const base: Options = {
  strict: true,
  allowUnionTypes: true,
  verbose: true, // messages are phrased from parentSchema
  messages: false,
  formats,
  code: { source: true, esm: true, optimize: 2 },
}

/** Finds every issue, in little code. */
const everyIssue: Options = {
  allErrors: true,
  inlineRefs: false,
  loopEnum: 4,
  loopRequired: 2,
  strictRequired: false,
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

/** A list of names that stands in our sources: the generated code imports it instead of repeating it. */
export interface NameTable {
  readonly name: string
  readonly values: readonly string[]
  /** Seen from the generated file. */
  readonly from: string
}

/** Validators that stand in another generated module: the generated code calls them instead of repeating them. */
export interface ValidatorTable {
  readonly table: string
  readonly names: readonly string[]
  /** Seen from the generated file. */
  readonly from: string
}

/** Writes the validators of inputs of ours: every issue is found, so that the one that helps most can be told. */
export function generateInputValidators(
  file: SchemaFile,
  table: string,
  names: readonly string[],
  nameTables: readonly NameTable[],
  other?: ValidatorTable,
): Promise<string> {
  const own = other ? callingOther(file, other) : file
  return generateModule([own], table, [[names, everyIssue]], (code) => {
    const named = nameTables.reduce(importNames, code)
    return other ? `import { ${other.table} } from '${other.from}'\n${named}` : named
  })
}

/** The schemas without those that the other module validates: what stands in their place calls it. */
const callingOther = ({ $id, $defs }: SchemaFile, { table, names }: ValidatorTable): SchemaFile => ({
  $id,
  $defs: { ...$defs, ...Object.fromEntries(names.map((name) => [name, { validatedBy: [table, name] }])) },
})

function importNames(code: string, { name, values, from }: NameTable): string {
  const literal = JSON.stringify(values)
  return code.includes(literal) ? `import { ${name} } from '${from}'\n${code.replaceAll(literal, name)}` : code
}

/** Writes the validators of success bodies and of the envelope. */
export function generateResponseValidators(files: readonly SchemaFile[]): Promise<string> {
  return generateModule(files, 'responseValidators', [[schemaRoles().responses, everyIssue]], (code) =>
    askOfSchema(importSchemas(code, files)),
  )
}

/** Messages are phrased from the schemas themselves: the generated code takes them from where they are written. */
function importSchemas(code: string, files: readonly SchemaFile[]): string {
  const names = new Map(compiled(files).map(([name, schema]) => [JSON.stringify(schema), name]))
  const taken = code.replace(
    /const (schema\d+) = (\{.*?\});(?=(?:const|function|export) )/g,
    (whole, schema, literal) => {
      const name = names.get(literal)
      return name === undefined ? whole : `const ${schema} = schemas.${name};`
    },
  )
  return `import { collectSchemas } from '../schemas/index.ts'\nconst schemas = collectSchemas()\n${taken}`
}

async function generateModule(
  files: readonly SchemaFile[],
  table: string,
  groups: readonly Group[],
  finish = (code: string) => code,
): Promise<string> {
  const imports = groups.map(([names], index) => `import { ${names.join(', ')} } from './group-${index}.js'\n`)
  const names = groups.flatMap(([names]) => names).sort()
  const modules = new Map([
    ['entry.js', `${imports.join('')}export const ${table} = { ${names.join(', ')} }\n`],
    ['./lean-runtime.js', leanRuntime],
    ['./property-runtime.js', propertyRuntime],
    ...groups.map(
      ([names, options], index) => [`./group-${index}.js`, finish(compile(files, names, options))] as const,
    ),
  ])
  return header + (await bundle(modules, 'entry.js'))
}

function compile(files: readonly SchemaFile[], names: readonly string[], options: Options): string {
  // The class of draft 7: Ajv2020 would track evaluated properties, for keywords that our schemas do not use.
  const ajv = new Ajv({ ...base, ...options })
  addOwnKeywords(ajv)
  for (const [name, schema] of compiled(files)) ajv.addSchema(schema, name)
  return makeLean(standalone.default(ajv, Object.fromEntries(names.map((name) => [name, name]))))
}

/** The schemas as they are compiled, each by itself: of one inside another, ajv writes a function for each that points to it. */
function compiled(files: readonly SchemaFile[]): readonly (readonly [name: string, schema: object])[] {
  const byName = ({ $ref, ...node }: Record<string, unknown>) =>
    typeof $ref === 'string' ? { $ref: $ref.replace(/^.*\//, ''), ...node } : node
  const schemas = files.flatMap(({ $defs }) => Object.entries($defs))
  return schemas.map(([name, schema]) => [name, mapSchema(withoutProse(schema), byName) as object]) // of an object
}

/** What JSON Schema 2020-12 has beyond draft 7 that our inputs use, and what it cannot say at all. */
export function addOwnKeywords(ajv: Ajv): void {
  ajv.addKeyword({
    keyword: 'dependentRequired',
    type: 'object',
    schemaType: 'object',
    error,
    code: (context) => validatePropertyDeps(context),
  })
  ajv.addKeyword({
    keyword: 'validatedBy',
    schemaType: 'array',
    code: (context) => {
      const [table, name] = context.schema.map((part: string) => new Name(part))
      callRef(context, _`${table}.${name}`)
    },
  })
  ajv.addVocabulary(['expected'])
  addAscending(ajv)
}

/** `ascending`: the first item of a pair is not greater than the second. */
export function addAscending(ajv: Pick<Ajv, 'addKeyword'>): void {
  ajv.addKeyword({
    keyword: 'ascending',
    type: 'array',
    schemaType: 'boolean',
    code: (context) => context.fail(_`${context.data}[0] > ${context.data}[1]`),
  })
}

/** Prose would travel with `parentSchema`; a property that is called so stays. */
function withoutProse(schema: object): object {
  const strip = ({ $comment, tsType, ...node }: Record<string, unknown>) => {
    for (const name of ['$schema', 'description']) if (typeof node[name] === 'string') delete node[name]
    return node
  }
  return mapSchema(schema, strip) as object // an object for an object
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
