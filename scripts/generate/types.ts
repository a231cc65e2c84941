import { compile } from 'json-schema-to-typescript'
import { header } from './header.ts'
import { mapSchema, type SchemaFile } from './schema-files.ts'
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
  // The package types its input as draft 4; it reads $defs all the same.
  const interfaces = await compile(root as Parameters<typeof compile>[0], 'Schemas', {
    additionalProperties: false,
    bannerComment: '',
    ignoreMinAndMaxItems: true,
    strictIndexSignatures: false,
    style: { printWidth: 120, singleQuote: true, semi: false },
  })
  return [
    header,
    interfaces,
    'export type SchemaName = keyof Schemas\n',
    '/** Properties that have a default: a validated request always has them. */',
    `export interface Defaulted {\n${defaulted(definitions).join('\n')}\n}\n`,
  ].join('\n')
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
