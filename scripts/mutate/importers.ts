import { posix } from 'node:path'

const links = /\b(?:from|import|import\()\s*'(\.[^']+)'/g

/** Which files a text imports. */
const importsOf = (file: string, text: string): string[] =>
  [...text.matchAll(links)].map(([, link = '']) => posix.join(posix.dirname(file), link))

/** The wanted files and all that import one of them, directly or by way of others. Given is the text of each file. */
export function importersOf(wanted: Iterable<string>, texts: ReadonlyMap<string, string>): ReadonlySet<string> {
  const links = [...texts].flatMap(([file, text]) => importsOf(file, text).map((imported) => ({ file, imported })))
  const importers = Map.groupBy(links, ({ imported }) => imported)
  const found = new Set(wanted)
  for (const one of found) for (const { file } of importers.get(one) ?? []) found.add(file) // it grows while it is read
  return found
}
