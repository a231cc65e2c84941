import { existsSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { WorldFolder } from './folder.ts'
import type { KeptBytes } from './kept-bytes.ts'
import { fileNameOf, seal, unseal } from './seal.ts'
import { writeAtomically } from './write-atomically.ts'

/** What is sealed: everything of a tenant but the bytes of its files. */
export interface World {
  readonly tenant: string
  readonly bytes: readonly KeptBytes[]
}

/** Reads and writes the sealed worlds of a folder, by the names of their tenants. */
export function createWorldFiles(
  { worlds, bytes, setAside }: Pick<WorldFolder, 'worlds' | 'bytes' | 'setAside'>,
  onNotice: (text: string) => void,
) {
  const pathOf = (name: string) => join(worlds, `${fileNameOf(name)}.world`)
  /** Where the bytes of its files lie. */
  const bytesOf = (name: string) => join(bytes, fileNameOf(name))

  /** What cannot be read is put aside, world and bytes, so that nothing is lost that somebody could still save. */
  function putAside(name: string, error: unknown): void {
    const aside = setAside(pathOf(name))
    if (existsSync(bytesOf(name))) setAside(bytesOf(name))
    const why = error instanceof Error ? error.message : String(error)
    onNotice(`${pathOf(name)} is damaged: ${why}. It is kept as ${basename(aside)}; tenant ${name} begins anew`)
  }

  return {
    bytesOf,
    putAside,
    /** What was kept of a tenant; nothing when it is damaged. Throws when the disk does not give it. */
    async read(name: string): Promise<World | undefined> {
      const path = pathOf(name)
      if (!existsSync(path)) return undefined
      const sealed = await readFile(path)
      try {
        return JSON.parse(await unseal(name, sealed)) as World // sealed with a checksum by this module
      } catch (error) {
        putAside(name, error)
        return undefined
      }
    },
    /** Whether the text of a world is on the disk now: not when it was no longer wanted. */
    write: async (name: string, text: string, isStillWanted: () => boolean): Promise<boolean> =>
      writeAtomically(pathOf(name), [await seal(name, text)], isStillWanted),
    remove(name: string): void {
      rmSync(pathOf(name), { force: true })
      rmSync(bytesOf(name), { recursive: true, force: true })
    },
  }
}
