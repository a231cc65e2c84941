import { header } from './header.ts'
import type { SchemaFile } from './schema-files.ts'
import { schemaRoles } from './schema-roles.ts'

interface Node {
  readonly type?: string | readonly string[]
  readonly $ref?: string
  readonly anyOf?: readonly Node[]
  readonly items?: Node
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: readonly string[]
  readonly default?: unknown
}

const allDefinitions = (files: readonly SchemaFile[]): Readonly<Record<string, Node>> =>
  Object.assign({}, ...files.map((file) => file.$defs))

/** The schema that a value refers to, itself or for each of its items; undefined when it refers to none or to several. */
function referenceOf({ $ref, items, anyOf }: Node): string | undefined {
  if ($ref !== undefined) return $ref.replace(/^.*\/\$defs\//, '')
  if (items) return referenceOf(items)
  const found = new Set(anyOf?.flatMap((branch) => referenceOf(branch) ?? []))
  return found.size === 1 ? [...found][0] : undefined
}

const isNullable = ({ type, anyOf }: Node): boolean =>
  [type].flat().includes('null') || anyOf?.some(isNullable) === true

/** The named schemas and every schema that they refer to. */
function reachable(definitions: Readonly<Record<string, Node>>, roots: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  const visit = (name: string) => {
    if (seen.has(name) || !definitions[name]) return
    seen.add(name)
    for (const property of Object.values(definitions[name].properties ?? {})) {
      const nested = referenceOf(property)
      if (nested !== undefined) visit(nested)
    }
  }
  for (const root of roots) visit(root)
  return [...seen].sort()
}

const entriesOf = (node: Node | undefined) => Object.entries(node?.properties ?? {})

const nestedOf = (node: Node | undefined) =>
  Object.fromEntries(
    entriesOf(node).flatMap(([name, property]) => (referenceOf(property) ? [[name, referenceOf(property)]] : [])),
  )

/** Writes which fields each request schema names, so that those it does not name can be told of. */
export function generateRequestFields(files: readonly SchemaFile[]): string {
  const definitions = allDefinitions(files)
  const { bodies, texts } = schemaRoles()
  const table = Object.fromEntries(
    reachable(definitions, [...bodies, ...texts]).flatMap((name) => {
      const node = definitions[name]
      if (!node?.properties) return []
      const nested = nestedOf(node)
      const fields = Object.keys(node.properties).map((field) => [field, nested[field] ?? null])
      return [[name, Object.fromEntries(fields)]]
    }),
  )
  return `${header}\n/** The fields of each request schema, each with the schema of its value where that is an object or a list of objects. */\nexport const requestFields: Readonly<Record<string, Readonly<Record<string, string | null>>>> = ${JSON.stringify(table)}\n`
}

/** Writes what an answer says where an operation says nothing: a field's default, or null where null is allowed. */
export function generateResponseDefaults(files: readonly SchemaFile[]): string {
  const definitions = allDefinitions(files)
  const rows = new Map<string, { values: Record<string, unknown>; nested: Record<string, string | undefined> }>()
  for (const name of reachable(definitions, schemaRoles().responses)) {
    const node = definitions[name]
    const values: Record<string, unknown> = {}
    for (const [field, property] of entriesOf(node)) {
      if (node?.required?.includes(field)) continue
      if (property.default !== undefined) values[field] = property.default
      else if (isNullable(property)) values[field] = null
    }
    rows.set(name, { values, nested: nestedOf(node) })
  }
  for (let isPruned = true; isPruned; ) {
    isPruned = false
    for (const [name, { values, nested }] of rows) {
      for (const [field, target] of Object.entries(nested)) if (!rows.has(target ?? '')) delete nested[field]
      if (Object.keys(values).length + Object.keys(nested).length > 0) continue
      rows.delete(name)
      isPruned = true
    }
  }
  return `${header}\n/** Of each response schema: values of the optional fields that an operation leaves out, and the schemas of nested objects. */\nexport const responseDefaults: Readonly<\n  Record<string, { readonly values: Readonly<Record<string, unknown>>; readonly nested: Readonly<Record<string, string>> }>\n> = ${JSON.stringify(Object.fromEntries(rows))}\n`
}
