import { posix } from 'node:path'

const links = /\b(?:from|import|import\()\s*'(\.[^']+)'/g

/** Which files a text imports. */
const importsOf = (file: string, text: string): string[] =>
  [...text.matchAll(links)].map(([, link = '']) => posix.join(posix.dirname(file), link))

/** Finds the wanted files and all that import one of them, directly or by way of others, in these texts. */
export function importersIn(texts: ReadonlyMap<string, string>): (wanted: Iterable<string>) => ReadonlySet<string> {
  const links = [...texts].flatMap(([file, text]) => importsOf(file, text).map((imported) => ({ file, imported })))
  const importers = Map.groupBy(links, ({ imported }) => imported)
  return (wanted) => {
    const found = new Set(wanted)
    for (const one of found) for (const { file } of importers.get(one) ?? []) found.add(file) // it grows while it is read
    return found
  }
}
