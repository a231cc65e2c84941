import { decodeField, type MultipartError, make } from 'multipasta'
import { invalid, type Refusal, refuse } from '../../core/message.ts'
import { createSink, type Received, type Sink } from '../../storage/sink.ts'
import type { Context } from '../operation.ts'
import type { StreamMeter } from './stream-meter.ts'

/** A file out of a form. `received` is null when it was larger than allowed: its bytes were dropped. */
export interface FormFile {
  readonly filename: string
  readonly contentType: string
  readonly received: Received | null
}

export interface Form {
  /** Text fields; one that stands more than once is a list. */
  readonly fields: Record<string, string | string[]>
  readonly files: readonly FormFile[]
}

export interface FormRules {
  /** The name under which files are sent. */
  readonly fileField: string
  readonly maxFiles: number
  readonly maxFileBytes: number
  /** Whether one file that is too large refuses the whole form. */
  readonly refusesLarge: boolean
}

interface OpenFile {
  readonly filename: string
  readonly contentType: string
  readonly sink: Sink
  isTooLarge: boolean
}

const maxFieldBytes = 65_536

export const tooLarge = (limit: number): Refusal =>
  refuse('HTTP_413', { message: `The file exceeds ${limit} bytes`, details: { limit_bytes: limit }, close: true })

/** Takes a form apart, chunk by chunk. Either `end` gives the form, or `abort` forgets what was kept of it. */
export function createFormReader(call: Context, contentType: string, rules: FormRules, meter: StreamMeter) {
  const fields: Record<string, string | string[]> = {}
  const files: OpenFile[] = []
  const finished = new Map<OpenFile, Received>()
  let refusal: Refusal | undefined
  let isDone = false
  /** What the parser found in the chunk at hand, to be written before the next one is read. */
  let pending: [file: OpenFile, chunk: Uint8Array | null][] = []

  const fail = (reason: Refusal) => {
    refusal ??= reason
  }

  const parser = make({
    headers: { 'content-type': contentType },
    maxFieldSize: maxFieldBytes,
    onField(info, value) {
      const text = decodeField(info, value)
      const known = Object.hasOwn(fields, info.name) ? fields[info.name] : undefined
      fields[info.name] = known === undefined ? text : [...[known].flat(), text]
    },
    onFile(info) {
      if (info.name !== rules.fileField)
        fail(invalid(info.name, `Is not a known file part; files go into "${rules.fileField}"`))
      else if (files.length >= rules.maxFiles) fail(tooMany(rules.maxFiles))
      const file = {
        filename: info.filename || 'file',
        contentType: info.contentType,
        sink: createSink({ platform: call.platform, budget: call.tenant.blobs.budget }),
        isTooLarge: false,
      }
      if (!refusal) files.push(file)
      return (chunk) => {
        pending.push([file, chunk])
      }
    },
    onError: (error) => fail(refusalOf(error)),
    onDone() {
      isDone = true
    },
  })

  async function accept(file: OpenFile, chunk: Uint8Array | null) {
    if (chunk === null) {
      if (!file.isTooLarge) finished.set(file, await file.sink.end())
    } else if (!file.isTooLarge) {
      await file.sink.write(chunk)
      if (file.sink.sizeBytes <= rules.maxFileBytes) return
      file.isTooLarge = true
      file.sink.abort()
      if (rules.refusesLarge) fail(tooLarge(rules.maxFileBytes))
    }
  }

  async function flush() {
    const found = pending
    pending = []
    for (const [file, chunk] of found) {
      if (refusal) return
      await accept(file, chunk)
    }
  }

  return {
    async write(chunk: Uint8Array): Promise<Refusal | undefined> {
      const full = meter.take(chunk.length)
      if (full) return full
      try {
        parser.write(chunk)
      } catch (error) {
        if (!(error instanceof URIError)) throw error
        return invalid('file', 'Its filename* is not valid percent-encoding', 400)
      }
      await flush()
      return refusal
    },
    async end(): Promise<Form | Refusal> {
      parser.end()
      await flush()
      if (!refusal && !isDone)
        fail(invalid('body', 'Is not valid multipart/form-data: its end boundary is missing', 400))
      if (refusal) return refusal
      if (files.length === 0) return invalid(rules.fileField, 'Is required: at least one file')
      return {
        fields,
        files: files.map((file) => ({
          filename: file.filename,
          contentType: file.contentType,
          received: finished.get(file) ?? null,
        })),
      }
    },
    abort() {
      for (const file of files) {
        const received = finished.get(file)
        if (received) received.bytes?.delete()
        else if (!file.isTooLarge) file.sink.abort()
      }
    },
  }
}

const tooMany = (limit: number) =>
  refuse('HTTP_413', { message: `More than ${limit} files in one batch`, details: { limit }, close: true })

function refusalOf(error: MultipartError): Refusal {
  switch (error._tag) {
    case 'InvalidBoundary':
      return invalid('body', 'Its Content-Type has no boundary', 400)
    case 'ReachedLimit':
      return invalid('body', `A text field exceeds ${maxFieldBytes} bytes`)
    case 'BadHeaders':
    case 'InvalidDisposition':
      return invalid('body', 'Is not valid multipart/form-data: a part has wrong headers', 400)
    case 'EndNotReached':
      return invalid('body', 'Is not valid multipart/form-data: its end boundary is missing', 400)
  }
}
