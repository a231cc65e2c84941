import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type OutputAsset, type OutputChunk, rolldown } from 'rolldown'
import { bundledLicenses } from './bundled-licenses.ts'

const source = join(import.meta.dirname, '../../mocks/console')

/** Where the mock server looks for the console. */
export const consoleFolder = join(source, 'built')

/** The sheets in their order: what comes later goes before. */
const sheets = ['base', 'traffic', 'forms', 'tenant', 'errors', 'narrow']

async function bundle(): Promise<readonly (OutputChunk | OutputAsset)[]> {
  const built = await rolldown({
    input: { console: join(source, 'main.tsx') },
    platform: 'browser',
    logLevel: 'warn',
    plugins: [bundledLicenses()],
    transform: { jsx: { runtime: 'automatic', importSource: 'preact' }, target: 'es2022' },
    tsconfig: false,
  })
  const { output } = await built.generate({ format: 'esm', minify: true, entryFileNames: '[name].js' })
  await built.close()
  return output
}

/** Each file appears whole: a server that runs meanwhile never reads half of one. */
function place(folder: string, name: string, text: string): void {
  const unfinished = join(folder, `.${name}.${process.pid}`)
  writeFileSync(unfinished, text)
  renameSync(unfinished, join(folder, name))
}

/** Builds the console: its script with what it uses, its sheets as one, its page, and the licenses of what went in. */
export async function buildConsole(folder = consoleFolder): Promise<void> {
  const output = await bundle()
  mkdirSync(folder, { recursive: true })
  for (const part of output) place(folder, part.fileName, part.type === 'chunk' ? part.code : String(part.source))
  place(
    folder,
    'console.css',
    sheets.map((name) => readFileSync(join(source, 'styles', `${name}.css`), 'utf8')).join(''),
  )
  place(folder, 'page.html', readFileSync(join(source, 'page.html'), 'utf8'))
}

if (import.meta.main) await buildConsole()
