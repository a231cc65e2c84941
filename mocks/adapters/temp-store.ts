import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { ByteStore, StoreWriter } from '../storage/byte-store.ts'

/** Bytes in files of a directory for temporary things. */
export interface TempStore extends ByteStore {
  /** Deletes everything. */
  close(): void
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
      directory = mkdtempSync(join(tmpdir(), `aion-contract-${process.pid}-`))
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
