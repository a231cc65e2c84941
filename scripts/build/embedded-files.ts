import { globSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { Plugin } from 'rolldown'

const reference = /new URL\('(\.[^']+)', import\.meta\.url\)/g

/**
 * For the single executable: each `new URL('./x', import.meta.url)` of our own sources asks for a file that the executable
 * carries. `assets` gathers them: by its path in the repository, where each lies now.
 */
export function embeddedFiles(root: string, assets: Record<string, string>): Plugin {
  const helper = join(root, 'scripts/build/embedded-file.ts')
  const gather = (path: string) => {
    const found = statSync(join(root, path)).isDirectory() ? globSync(join(root, path, '**/*')) : [join(root, path)]
    for (const file of found) if (statSync(file).isFile()) assets[relative(root, file).replaceAll('\\', '/')] = file
  }
  return {
    name: 'embedded-files',
    transform(code, id) {
      if (id.includes('node_modules') || !id.endsWith('.ts') || !code.includes('import.meta.url')) return null
      const moved = code.replaceAll(reference, (_, path: string) => {
        const file = relative(root, resolve(dirname(id), path)).replaceAll('\\', '/')
        gather(file)
        return `embeddedFile('${file}${path.endsWith('/') ? '/' : ''}')`
      })
      if (moved === code) return null
      return { code: `import { embeddedFile } from ${JSON.stringify(helper)}\n${moved}`, map: null }
    },
  }
}
