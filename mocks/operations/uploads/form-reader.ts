import { type MultipartError, make, type PartInfo } from 'multipasta'
import { invalid, type Refusal, refuse } from '../../core/message.ts'
import { createSink, type Received, type Sink } from '../../storage/sink.ts'
import type { Context } from '../operation.ts'
import { createFieldCollector } from './form-fields.ts'
import { readPartHead } from './part-head.ts'
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
  /** What is said to one file more than that. */
  readonly tooMany: Refusal
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

export const tooLarge = (limit: number): Refusal =>
  refuse('HTTP_413', { message: `The file exceeds ${limit} bytes`, details: { limit_bytes: limit }, close: true })

/** Takes a form apart, chunk by chunk. Either `end` gives the form, or `abort` forgets what was kept of it. */
export function createFormReader(call: Context, contentType: string, rules: FormRules, meter: StreamMeter) {
  const fields = createFieldCollector()
  const files: OpenFile[] = []
  const finished = new Map<OpenFile, Received>()
  let refusal: Refusal | undefined
  let isDone = false
  /** What the parser found in the chunk at hand, to be written before the next one is read. */
  let pending: [file: OpenFile, chunk: Uint8Array | null][] = []

  const fail = (reason: Refusal) => {
    refusal ??= reason
  }
  const ignore = () => undefined

  function openFile(filename: string, type: string | undefined) {
    const file = {
      filename: filename || 'file',
      contentType: type ?? 'application/octet-stream',
      sink: createSink({ platform: call.platform, budget: call.tenant.blobs.budget }),
      isTooLarge: false,
    }
    files.push(file)
    return (chunk: Uint8Array | null) => {
      pending.push([file, chunk])
    }
  }

  /** Decides what a part is by its own head, and says who takes its bytes; null ends them. */
  function openPart({ headers }: PartInfo): (chunk: Uint8Array | null) => void {
    if (refusal) return ignore
    const head = readPartHead(headers)
    if ('issue' in head) fail(malformed(head.issue))
    else if (head.filename === undefined && head.contentType !== 'application/octet-stream')
      return fields.open(head, fail)
    else if (head.name !== rules.fileField)
      fail(invalid(head.name, `Is not a known file part; files go into "${rules.fileField}"`))
    else if (files.length >= rules.maxFiles) fail(rules.tooMany)
    else return openFile(head.filename ?? '', head.contentType)
    return ignore
  }

  /** The parser ends the part before once more where a part broke off within its head. */
  function endingOnce(take: (chunk: Uint8Array | null) => void): (chunk: Uint8Array | null) => void {
    let hasEnded = false
    return (chunk) => {
      if (hasEnded) fail(malformed('a part ends within its head'))
      else take(chunk)
      hasEnded ||= chunk === null
    }
  }

  const parser = make({
    headers: { 'content-type': contentType },
    isFile: () => true,
    onFile: (info) => endingOnce(openPart(info)),
    onField: () => fail(malformed('a part ends within its head')),
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
        // The parser decodes filename* by itself, and is lost where that fails.
        return malformed('a part has a filename* that is not charset, language and percent-encoded text')
      }
      await flush()
      return refusal
    },
    async end(): Promise<Form | Refusal> {
      parser.end()
      await flush()
      if (!refusal && !isDone) fail(malformed('its end boundary is missing'))
      if (refusal) return refusal
      if (files.length === 0) return invalid(rules.fileField, 'Is required: at least one file')
      return {
        fields: fields.values(),
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

const malformed = (issue: string) => invalid('body', `Is not valid multipart/form-data: ${issue}`, 400)

function refusalOf(error: MultipartError): Refusal {
  switch (error._tag) {
    case 'InvalidBoundary':
      return invalid('body', 'Its Content-Type has no boundary', 400)
    case 'BadHeaders':
      return malformed('a part has wrong headers')
    case 'InvalidDisposition':
      return malformed('a part has no name')
    case 'ReachedLimit':
    case 'EndNotReached':
      return malformed('its end boundary is missing')
  }
}
