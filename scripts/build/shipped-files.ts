import { cpSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { Plugin } from 'rolldown'

const reference = /new URL\('(\.[^']+)', import\.meta\.url\)/g

/**
 * Ships what a module loads from beside itself: each `new URL('./x', import.meta.url)` of our own sources points to a copy
 * under `files/` in the output, since bundled modules no longer lie where they were written.
 */
export function shippedFiles(root: string): Plugin {
  const shipped = new Set<string>()
  return {
    name: 'shipped-files',
    transform(code, id) {
      if (id.includes('node_modules') || !id.endsWith('.ts') || !code.includes('import.meta.url')) return null
      const moved = code.replaceAll(reference, (_, path: string) => {
        const file = relative(root, resolve(dirname(id), path)).replaceAll('\\', '/')
        shipped.add(file)
        return `new URL('./files/${file}${path.endsWith('/') ? '/' : ''}', import.meta.url)`
      })
      return { code: moved, map: null }
    },
    writeBundle({ dir = join(root, 'dist') }) {
      for (const file of shipped) cpSync(join(root, file), join(dir, 'files', file), { recursive: true })
    },
  }
}
