import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the verdicts rest on: a change of it makes them void. */
const sources = ['suites/**/*.ts', 'mocks/**/*.ts', 'contracts/**/*.ts', 'fixtures/clients/**', 'scripts/league/*.ts']

function fingerprint(root: string): string {
  const hash = createHash('sha256')
  const files = globSync(sources, { cwd: root, withFileTypes: true }).filter((one) => one.isFile())
  for (const path of files.map(({ parentPath, name }) => join(parentPath, name)).sort())
    hash.update(path).update(readFileSync(path))
  return hash.digest('hex')
}

/** A run of the whole league that may break off and be taken up again, as long as nothing has changed since. */
export interface Unfinished {
  /** Who has been judged by it. */
  readonly done: ReadonlySet<string>
  add(slug: string): void
  /** The run came to its end. */
  end(): void
}

/** Takes the last run up, where it broke off; else begins a new one. */
export function takeUp(root: string, file: string): Unfinished {
  const mark = fingerprint(root)
  const kept = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { mark: string; done: string[] })
    : undefined // written below
  const done = new Set(kept?.mark === mark ? kept.done : [])
  return {
    done,
    add(slug) {
      done.add(slug)
      writeFileSync(file, JSON.stringify({ mark, done: [...done] }))
    },
    end: () => rmSync(file, { force: true }),
  }
}
