import type { Received, Sink } from '../../storage/sink.ts'

/** A file out of a form. `received` is null when it was larger than allowed: its bytes were dropped. */
export interface FormFile {
  readonly filename: string
  readonly contentType: string
  readonly received: Received | null
}

interface OpenFile {
  readonly filename: string
  readonly contentType: string
  readonly sink: Sink
  isTooLarge: boolean
}

export interface FileCollectorOptions {
  createSink(): Sink
  readonly maxFileBytes: number
  /** A file has become larger than that; what it had is dropped. */
  onLarge(): void
  /** Whether the form has been refused meanwhile: nothing more is kept of it. */
  isRefused(): boolean
}

/** Collects the files of a form. What a parser finds in a chunk waits until `flush`, since a parser does not wait itself. */
export function createFileCollector({ createSink, maxFileBytes, onLarge, isRefused }: FileCollectorOptions) {
  const files: OpenFile[] = []
  const finished = new Map<OpenFile, Received>()
  let pending: [file: OpenFile, chunk: Uint8Array | null][] = []

  async function accept(file: OpenFile, chunk: Uint8Array | null): Promise<void> {
    if (file.isTooLarge) return
    if (chunk === null) {
      finished.set(file, await file.sink.end())
      return
    }
    await file.sink.write(chunk)
    if (file.sink.sizeBytes <= maxFileBytes) return
    file.isTooLarge = true
    file.sink.abort()
    onLarge()
  }

  return {
    count: (): number => files.length,
    /** Opens a file; what is returned takes its bytes, and null at its end. */
    open(filename: string, contentType = 'application/octet-stream'): (chunk: Uint8Array | null) => void {
      const file = { filename: filename || 'file', contentType, sink: createSink(), isTooLarge: false }
      files.push(file)
      return (chunk) => {
        pending.push([file, chunk])
      }
    },
    /** Keeps what has come since. */
    async flush(): Promise<void> {
      const found = pending
      pending = []
      for (const [file, chunk] of found) {
        if (isRefused()) return
        await accept(file, chunk)
      }
    },
    all: (): readonly FormFile[] =>
      files.map((file) => ({
        filename: file.filename,
        contentType: file.contentType,
        received: finished.get(file) ?? null,
      })),
    /** Forgets everything that was kept. */
    abort(): void {
      for (const file of files) {
        const received = finished.get(file)
        if (received) received.bytes?.delete()
        else if (!file.isTooLarge) file.sink.abort()
      }
    },
  }
}
