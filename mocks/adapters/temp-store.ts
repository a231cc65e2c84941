import { createReadStream, createWriteStream, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { ByteStore, StoreWriter } from '../storage/byte-store.ts'

/** Bytes in files of a directory for temporary things. */
export interface TempStore extends ByteStore {
  /** Deletes everything. */
  close(): void
}

/** The directories of this machine: containers that share a folder have names of their own. */
const prefix = `aion-contract-${hostname()}-`

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH' // it may be somebody else's
  }
}

/** Deletes the directories of processes that were killed before they could do so. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = name.startsWith(prefix) ? (/^(\d+)-/.exec(name.slice(prefix.length)) ?? []) : []
    if (pid === undefined || isAlive(Number(pid))) continue
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true })
    } catch {
      // Somebody else's: it is theirs to delete.
    }
  }
}

/** Keeps bytes on disk, in a directory that is made on first use and deleted at the end, of the process at the latest. */
export function createTempStore(): TempStore {
  let directory: string | undefined
  let count = 0
  const close = () => {
    if (directory === undefined) return
    rmSync(directory, { recursive: true, force: true })
    process.off('exit', close)
    directory = undefined
  }

  function create(): StoreWriter {
    if (directory === undefined) {
      sweep()
      directory = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
      process.on('exit', close)
    }
    count += 1
    const path = join(directory, String(count))
    const stream = createWriteStream(path)
    stream.on('error', () => {}) // told to whoever writes; unheard it would end the process
    let sizeBytes = 0
    const remove = () => rmSync(path, { force: true })
    return {
      write(chunk) {
        sizeBytes += chunk.length
        return new Promise((resolve, reject) => stream.write(chunk, (error) => (error ? reject(error) : resolve())))
      },
      async end() {
        stream.end()
        await finished(stream)
        // A stream without an encoding yields buffers.
        const chunks = (start = 0) => createReadStream(path, { start }) as AsyncIterable<Buffer>
        return { sizeBytes, chunks, delete: remove }
      },
      abort() {
        stream.destroy()
        stream.once('close', remove)
      },
    }
  }

  return { create, close }
}
