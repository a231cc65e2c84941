import { rolldown } from 'rolldown'

/**
 * Joins modules in memory into one minified ES module. Keys are how they import each other; `entry` is the first. What else
 * they import, from our sources or from another generated file, stays imported.
 */
export async function bundle(modules: ReadonlyMap<string, string>, entry: string): Promise<string> {
  const build = await rolldown({
    input: entry,
    plugins: [
      {
        name: 'in-memory',
        resolveId: (id) => (modules.has(id) ? id : { id, external: true }),
        load: (id) => modules.get(id) ?? null,
      },
    ],
  })
  const { output } = await build.generate({ format: 'esm', minify: true })
  await build.close()
  return output[0].code
}
