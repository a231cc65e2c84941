import { rolldown } from 'rolldown'

/**
 * Joins modules in memory into one minified ES module. Keys are how they import each other; `entry` is the first. What they
 * import from our sources stays imported.
 */
export async function bundle(modules: ReadonlyMap<string, string>, entry: string): Promise<string> {
  const build = await rolldown({
    input: entry,
    external: (id) => id.endsWith('.ts'),
    plugins: [
      {
        name: 'in-memory',
        resolveId: (id) => (modules.has(id) ? id : null),
        load: (id) => modules.get(id) ?? null,
      },
    ],
  })
  const { output } = await build.generate({ format: 'esm', minify: true })
  await build.close()
  return output[0].code
}
