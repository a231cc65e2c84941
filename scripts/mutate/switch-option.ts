import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The option with which a Node process and all that it starts switch a mutant on and note in a file which they pass. */
export function switchOption(mutant: number, passesFile: string): string {
  const preload = pathToFileURL(join(import.meta.dirname, 'switch-on.mjs'))
  preload.search = String(new URLSearchParams({ mutant: String(mutant), passes: passesFile }))
  return `--import=${preload.href}`
}

/** Which mutants were passed since the file was last taken, each counted once. */
export function takePassed(passesFile: string): Readonly<Record<number, number>> {
  let text = ''
  try {
    text = readFileSync(passesFile, 'utf8')
  } catch {
    return {} // nothing was passed, so nothing was written
  }
  rmSync(passesFile)
  return Object.fromEntries(text.split('\n').flatMap((id) => (id === '' ? [] : [[id, 1]])))
}
