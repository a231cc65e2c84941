import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import type { Edit } from './recipe.ts'

const root = resolve(import.meta.dirname, '../..')

const parts = [
  ...['contracts', 'fixtures', 'mocks', 'suites', 'scripts', 'docs'],
  ...['package.json', 'tsconfig.json', 'vitest.config.ts'],
]

/** A copy of the sources in which something can be tried. */
export interface Copy extends Disposable {
  edit(edit: Edit): void
  /** Takes all edits back. */
  restore(): void
  /** Runs a program of Node in it: what it printed, and whether it was content. */
  run(...command: readonly string[]): Promise<{ readonly isGood: boolean; readonly output: string }>
}

/** Copies the sources, the installed packages by a link. `tsconfig.sources.json` leaves out what nothing depends on. */
export function createCopy(): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'aion-recipe-'))
  const isSource = (path: string) => !['node_modules', 'consumers', '.cache'].includes(basename(path))
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true, filter: isSource })
  const config = {
    extends: './tsconfig.json',
    include: ['contracts', 'fixtures', 'mocks', 'suites'],
    exclude: ['**/*.test.ts'],
  }
  writeFileSync(join(folder, 'tsconfig.sources.json'), JSON.stringify(config))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  /** What was there before the first edit of a file; null where there was none. */
  const before = new Map<string, string | null>()
  return {
    edit(edit) {
      const path = join(folder, edit.file)
      const text = existsSync(path) ? readFileSync(path, 'utf8') : null
      if (!before.has(path)) before.set(path, text)
      writeFileSync(path, 'behind' in edit ? written(text ?? '', edit) : edit.text)
    },
    restore() {
      for (const [path, text] of before)
        if (text === null) rmSync(path)
        else writeFileSync(path, text)
      before.clear()
    },
    run: (...command) =>
      new Promise((resolve) => {
        const options = { cwd: folder, maxBuffer: 16_777_216, env: { ...process.env, NO_COLOR: '1' } }
        execFile(process.execPath, command, options, (error, stdout, stderr) =>
          resolve({ isGood: error === null, output: stdout + stderr }),
        )
      }),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function written(source: string, { file, behind, text }: Extract<Edit, { behind: string }>): string {
  const at = source.indexOf(behind)
  if (at === -1) throw new Error(`${file} has no ${JSON.stringify(behind)} any more, behind which the recipe writes`)
  const end = at + behind.length
  return source.slice(0, end) + text + source.slice(end)
}
