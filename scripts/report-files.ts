import { accessSync, constants, existsSync, rmSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes sure before a run that its reports can be written after it, and removes what an earlier run has left there: a run
 * that gets no answer must not leave the report of yesterday behind.
 * @param sources files that the run reads, which no report may replace
 */
export function prepareReportFiles(files: readonly string[], sources: readonly (string | undefined)[] = []): void {
  const read = sources.flatMap((source) => (source === undefined ? [] : [resolve(source)]))
  for (const file of files) {
    const folder = dirname(resolve(file))
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw new Error(`--out ${file}: there is no folder ${folder}`)
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
      throw new Error(`--out ${file} is a folder; name a file in it`)
    if (read.includes(resolve(file))) throw new Error(`--out ${file} would replace a file that this run reads`)
    requireWritable(existsSync(file) ? file : folder, file)
  }
  for (const file of files) rmSync(file, { force: true })
}

function requireWritable(path: string, file: string): void {
  try {
    accessSync(path, constants.W_OK)
  } catch (cause) {
    throw new Error(`--out ${file} cannot be written: ${path} is not yours to write`, { cause })
  }
}
