import type { MultipartError, PartInfo } from 'multipasta'
import { invalid, type Refusal, refuse } from '../../core/message.ts'
import { createSink } from '../../storage/sink.ts'
import type { Context } from '../operation.ts'
import { createFieldCollector } from './form-fields.ts'
import { createFileCollector, type FormFile } from './form-files.ts'
import { createParser } from './parser.ts'
import { readPartHead } from './part-head.ts'
import type { StreamMeter } from './stream-meter.ts'

const isMissing = 'Is required: at least one file'
const isText = 'Is a text field: a file has a filename in its Content-Disposition'

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

export const tooLarge = (limit: number): Refusal =>
  refuse('HTTP_413', { message: `The file exceeds ${limit} bytes`, details: { limit_bytes: limit }, close: true })

/** Takes a form apart, chunk by chunk. Either `end` gives the form, or `abort` forgets what was kept of it. */
export function createFormReader(call: Context, contentType: string, rules: FormRules, meter: StreamMeter) {
  const fields = createFieldCollector()
  const { maxFileBytes } = rules
  let refusal: Refusal | undefined
  let isDone = false

  const fail = (reason: Refusal) => {
    refusal ??= reason
  }
  const ignore = () => undefined
  const files = createFileCollector({
    createSink: () => createSink({ platform: call.platform, budget: call.tenant.blobs.budget }),
    maxFileBytes,
    onLarge: () => rules.refusesLarge && fail(tooLarge(maxFileBytes)),
    isRefused: () => refusal !== undefined,
  })

  /** Decides what a part is by its own head, and says who takes its bytes; null ends them. */
  function openPart({ headers }: PartInfo): (chunk: Uint8Array | null) => void {
    if (refusal) return ignore
    const head = readPartHead(headers)
    if ('issue' in head) fail(malformed(head.issue))
    else if (head.filename === undefined && head.contentType !== 'application/octet-stream')
      return fields.open(head, fail)
    else if (head.name !== rules.fileField)
      fail(invalid(head.name, `Is not a known file part; files go into "${rules.fileField}"`))
    else if (files.count() >= rules.maxFiles) fail(rules.tooMany)
    else return files.open(head.filename ?? '', head.contentType)
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

  const parser = createParser({
    headers: { 'content-type': contentType },
    isFile: () => true,
    onFile: (info) => endingOnce(openPart(info)),
    onField: () => fail(malformed('a part ends within its head')),
    onError: (error) => fail(refusalOf(error)),
    onDone() {
      isDone = true
    },
  })

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
      await files.flush()
      return refusal
    },
    async end(): Promise<Form | Refusal> {
      parser.end()
      await files.flush()
      if (!refusal && !isDone) fail(malformed('its end boundary is missing'))
      if (refusal) return refusal
      const texts = fields.values()
      if (files.count() === 0)
        return invalid(rules.fileField, Object.hasOwn(texts, rules.fileField) ? isText : isMissing)
      return { fields: texts, files: files.all() }
    },
    abort: files.abort,
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
