import { createHook } from 'node:async_hooks'
import zlib from 'node:zlib'

/** What Node's thread pool does for this process, of which no list of its resources tells: files, hashes, keys, compression. */
export interface PoolWork {
  /** Whether something is under way that calls back when it is done. */
  isUnderWay(): boolean
  end(): void
}

/** Reading from a pipe takes as long as its other end likes, and is no work. */
const longestMs = 10_000

const isFile = (type: string) => type === 'FSREQCALLBACK' || type === 'FSREQPROMISE'

/** A job of node:crypto or of Web Crypto. One that is done at once returns what came of it, as a list. */
interface Job {
  run?: () => unknown
}

/** Tells when a job is begun that is not done at once. */
function watchJob(job: Job, onBegin: () => void): void {
  const { run } = job
  if (!run) return
  job.run = () => {
    const result = run.call(job)
    if (!Array.isArray(result)) onBegin()
    return result
  }
}

/** The part of a compression that Node's own code calls, once for each piece. */
interface Compression {
  write(...args: unknown[]): unknown
  getAsyncId(): number
}

/** Tells of each piece that is given to a compression. Returns how to stop that. */
function watchCompressions(onWrite: (id: number) => void): () => void {
  const { createGzip, createBrotliCompress, createBrotliDecompress, createZstdCompress, createZstdDecompress } = zlib
  // Zstandard came with Node 22.15.
  const kinds = [createGzip, createBrotliCompress, createBrotliDecompress, createZstdCompress, createZstdDecompress]
  const made = kinds.flatMap((create: (() => object & { close(): void }) | undefined) => create?.() ?? [])
  const restores = made.map((stream) => {
    const { _handle: handle } = stream as { _handle?: Compression } // it has one until it is closed
    if (typeof handle?.getAsyncId !== 'function') return () => {}
    const prototype: Compression = Object.getPrototypeOf(handle)
    const { write } = prototype
    prototype.write = function (this: Compression, ...args) {
      onWrite(this.getAsyncId())
      return write.apply(this, args)
    }
    return () => void Object.assign(prototype, { write })
  })
  for (const stream of made) stream.close()
  return () => {
    for (const restore of restores) restore()
  }
}

/** Watches over what is given to the thread pool. */
export function watchPoolWork(monotonic: () => number): PoolWork {
  const fromMs = new Map<number, number>()
  const begin = (id: number) => void fromMs.set(id, monotonic())
  const hook = createHook({
    // They tell nothing here, and cost a fifth of a check where Node is older than this option.
    trackPromises: false,
    init(id, type, _, resource) {
      if (isFile(type)) begin(id)
      else if (type.endsWith('REQUEST')) watchJob(resource, () => begin(id))
    },
    // What it calls back may give it the next piece.
    before: (id) => void fromMs.delete(id),
  } as Parameters<typeof createHook>[0]) // its types do not know the option
  const stop = watchCompressions(begin)
  hook.enable()
  return {
    isUnderWay() {
      for (const [id, atMs] of fromMs) if (monotonic() - atMs > longestMs) fromMs.delete(id)
      return fromMs.size > 0
    },
    end() {
      hook.disable()
      stop()
    },
  }
}
