import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const layers = ['contracts', 'fixtures', 'mocks', 'suites', 'scripts']
/** What else a build is made of. */
const others = ['package.json', 'package-lock.json', 'tsdown.config.ts']
/** No part of a build: tests, whole projects, and what a build itself writes. */
const isLeftOut = /\.test\.tsx?$|\/node_modules\/|^fixtures\/consumers\/|^mocks\/console\/built(\/|$)/

/** The time of a file's last change; of a folder's, when something in it came, went or was renamed. */
const changedMs = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY

/** The script of the command line: as it is built where no source is newer than the build, else as it is written. */
export function findCommandLine(root: string): string {
  const built = join(root, 'dist/bin.js')
  const sources = layers.flatMap((layer) =>
    readdirSync(join(root, layer), { recursive: true, encoding: 'utf8' })
      .map((name) => join(layer, name).replaceAll('\\', '/'))
      .filter((path) => !isLeftOut.test(path)),
  )
  const builtMs = changedMs(built)
  const isNewest = [...sources, ...others].every((path) => changedMs(join(root, path)) <= builtMs)
  return isNewest ? built : join(root, 'scripts/cli.ts')
}

/** What tests start: a build starts in half the time, and in a fresh clone it is there. */
export const commandLine = findCommandLine(resolve(import.meta.dirname, '../..'))
