import { compile } from 'json-schema-to-typescript'
import { mapSchema } from '../../contracts/schemas/json-schema.ts'
import { header } from './header.ts'
import type { SchemaFile } from './schema-files.ts'
import { schemaRoles } from './schema-roles.ts'

/** Writes one interface for each schema, then `Schemas`, `SchemaName` and `Defaulted`. */
export async function generateTypes(files: readonly SchemaFile[]): Promise<string> {
  const definitions: Record<string, object> = Object.assign({}, ...files.map((file) => file.$defs))
  const names = Object.keys(definitions)
  const root = {
    type: 'object',
    required: names,
    properties: Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }])),
    $defs: mapSchema(definitions, withLocalReference),
  }
  const interfaces = await compileTypes(root, 'Schemas')
  return [
    header,
    interfaces,
    'export type SchemaName = keyof Schemas\n',
    '/** Properties that have a default: a validated request always has them. */',
    `export interface Defaulted {\n${defaulted(definitions).join('\n')}\n}\n`,
  ].join('\n')
}

/** Writes the types of inputs of ours, which nobody may change once they were given. */
export async function generateInputTypes(file: SchemaFile, imports: string): Promise<string> {
  const names = Object.keys(file.$defs)
  const root = {
    type: 'object',
    required: names,
    properties: Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }])),
    $defs: mapSchema(file.$defs, withNamedType),
  }
  const types = await compileTypes(root, 'Inputs')
  const frozen = types
    .replace(/^export interface Inputs \{[^}]*\}\n/m, '')
    .replace(/^( +)(?=[\w$]+\??: )/gm, '$1readonly ')
    .replace(/\n{2,}/g, '\n')
    .trim()
  return [header, imports, `${frozen}\n`].join('\n')
}

/** Keywords that say how parts go together, of which types can only say the least. */
const beyondTypes = [
  'if',
  'then',
  'else',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'dependentRequired',
  'minItems',
  'maxItems',
]

/** A reference as the name of what it leads to: with a description beside it, it would become a type of its own. */
function withNamedType({ title, ...node }: Record<string, unknown>): Record<string, unknown> {
  const { $ref, description, ...rest } = node
  for (const keyword of beyondTypes) delete rest[keyword]
  const told = description !== undefined && { description }
  if (typeof $ref === 'string') return { ...rest, ...told, tsType: $ref.replace(/^.*\//, '') }
  return { ...rest, ...told, ...(typeof title === 'object' && { title }) } // a property that is called so
}

function compileTypes(root: object, name: string): Promise<string> {
  // The package types its input as draft 4; it reads $defs all the same.
  return compile(root as Parameters<typeof compile>[0], name, {
    additionalProperties: false,
    bannerComment: '',
    ignoreMinAndMaxItems: true,
    strictIndexSignatures: false,
    style: { printWidth: 120, singleQuote: true, semi: false },
  })
}

function withLocalReference(node: Record<string, unknown>): Record<string, unknown> {
  if (typeof node.$ref === 'string') node.$ref = node.$ref.replace(/^[^#]*#/, '#')
  delete node.$comment
  return node
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, object>>
}

function defaulted(definitions: Readonly<Record<string, ObjectSchema>>): string[] {
  const { bodies, texts } = schemaRoles()
  return [...bodies, ...texts].sort().flatMap((name) => {
    const keys = Object.entries(definitions[name]?.properties ?? {})
      .filter(([, property]) => 'default' in property)
      .map(([key]) => `'${key}'`)
    return keys.length > 0 ? [`  ${name}: ${keys.join(' | ')}`] : []
  })
}
