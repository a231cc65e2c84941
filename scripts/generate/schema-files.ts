import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../contracts/schemas/', import.meta.url))

export interface SchemaFile {
  readonly $id: string
  readonly $defs: Readonly<Record<string, object>>
}

/** Reads every schema file, in the order of their names; a definition that two files share is an error. */
export function readSchemaFiles(): readonly SchemaFile[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  // The shape is what contracts/schemas promises; ajv checks the rest when it compiles.
  const files = names.sort().map((name) => JSON.parse(readFileSync(folder + name, 'utf8')) as SchemaFile)
  const owners = new Map<string, string>()
  for (const [index, file] of files.entries()) {
    if (file.$id !== names[index])
      throw new Error(`schemas/${names[index]}: $id is "${file.$id}", expected the file's name`)
    for (const name of Object.keys(file.$defs)) {
      const owner = owners.get(name)
      if (owner)
        throw new Error(`schema "${name}" stands in ${owner} and in ${file.$id}; names are unique across files`)
      owners.set(name, file.$id)
    }
  }
  return files
}
