import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { damage } from './mutations.ts'
import type { Mutant } from './sample.ts'
import { withSwitches } from './switches.ts'

/** Copies the project, as it stands now, to a folder where nothing else writes. */
export function copyProject(root: string, files: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'mutate-'))
  for (const file of files) cpSync(join(root, file), join(folder, file))
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  execFileSync('git', ['init', '-q'], { cwd: folder }) // some tests ask git what belongs to the project
  execFileSync('git', ['add', '-A'], { cwd: folder })
  return folder
}

/** Writes the switches of mutants into a copy and builds it, so that every process that runs from it holds them. */
export function switchOnDisk(folder: string, mutants: readonly Mutant[]): void {
  for (const [file, own = []] of Object.entries(Object.groupBy(mutants, ({ file }) => file))) {
    const path = join(folder, file)
    writeFileSync(path, withSwitches(readFileSync(path, 'utf8'), own))
  }
  const build = ['node_modules/.bin/tsdown', '--logLevel', 'error', '--no-dts']
  execFileSync(process.execPath, build, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Does something while a source of a copy is damaged. */
export async function whileDamaged<Result>(
  folder: string,
  { file, mutation }: Mutant,
  act: () => Promise<Result>,
): Promise<Result> {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, damage(text, mutation))
  try {
    return await act()
  } finally {
    writeFileSync(path, text)
  }
}

/** Asks the compiler about one mutant at a time: its first error, or nothing when it takes the text. */
export function createCompiler(folder: string): (mutant: Mutant) => Promise<string | undefined> {
  let last: Promise<unknown> = Promise.resolve()
  const begin = compile().then((message) => {
    if (message !== undefined) throw new Error(`The compiler refuses the undamaged project: ${message}`)
  })

  function compile() {
    return new Promise<string | undefined>((done, failed) => {
      // What it learnt is kept, so that only what a damage touches is read again.
      const args = ['--noEmit', '--incremental', '--tsBuildInfoFile', join(folder, '.cache/tsbuildinfo')]
      execFile(join(folder, 'node_modules/.bin/tsc'), args, { cwd: folder }, (error, stdout) => {
        const [first = ''] = stdout.split('\n')
        if (error && !/ error TS\d+: /.test(first)) failed(new Error('The compiler itself failed', { cause: error }))
        else done(error ? first : undefined)
      })
    })
  }

  async function refuses(mutant: Mutant): Promise<string | undefined> {
    await begin
    return whileDamaged(folder, mutant, compile)
  }

  return (mutant) => {
    const next = last.then(() => refuses(mutant))
    last = next
    return next
  }
}
