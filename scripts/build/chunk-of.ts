import { join } from 'node:path'

interface ModuleLookup {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

/**
 * What is loaded together lies in one file: each file of its own costs an import half a millisecond. A module belongs to the
 * first file all of whose modules here cannot be loaded without it.
 */
const files: Readonly<Record<string, readonly string[]>> = {
  contract: ['contracts/index.ts', 'mocks/core/core.ts'],
  core: ['mocks/core/core.ts'],
  mock: ['mocks/fetch.ts', 'mocks/server/index.ts'],
  'in-process': ['mocks/fetch.ts'],
  handlers: ['mocks/adapters/msw.ts'],
  'with-files': ['mocks/msw-node.ts', 'mocks/msw-require.ts'],
}

/** What nobody reads a line of, generated, data or of others, has files of its own, which are packed small. */
const compact: readonly (readonly [path: RegExp, name: string])[] = [
  [/[\\/]contracts[\\/]generated[\\/]request-validators\.js$/, 'request-validators'],
  [/[\\/]contracts[\\/]generated[\\/]response-validators\.js$/, 'response-validators'],
  // The schema of an error is part of what everybody loads.
  [/[\\/]contracts[\\/]schemas[\\/](?:(?!error\.json)[^\\/]+\.json|index\.ts)$/, 'schemas'],
  [/[\\/]node_modules[\\/]|[\\/]build[\\/]message-event\.ts$/, 'bundled-libraries'],
]

/** Whether a file of the output holds such code alone. */
export const isCompact = (chunkName: string): boolean => compact.some(([, name]) => name === chunkName)

/** Names the file of a module; null leaves it to the bundler. */
export function chunkOf(root: string): (id: string, modules: ModuleLookup) => string | null {
  const reached = new Map<string, ReadonlySet<string>>()

  function reachedFrom(path: string, modules: ModuleLookup): ReadonlySet<string> {
    const known = reached.get(path)
    if (known) return known
    const ids = new Set([join(root, path)])
    for (const id of ids) for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) ids.add(imported)
    reached.set(path, ids)
    return ids
  }

  return (id, modules) => {
    const small = compact.find(([path]) => path.test(id))
    if (small) return small[1]
    for (const [name, paths] of Object.entries(files))
      if (paths.every((path) => reachedFrom(path, modules).has(id))) return name
    return null
  }
}
