import { invalid, type Refusal } from '../../core/message.ts'
import type { PartHead } from './part-head.ts'

const maxFieldBytes = 65_536
const maxFieldsBytes = 1_048_576
/** What a field counts beside its text, so that many empty ones have a bound, too. */
const fieldBytes = 100

/** Collects the text fields of a form, bounded one by one and together. */
export function createFieldCollector() {
  const texts = new Map<string, string[]>()
  let allBytes = 0

  /** Opens a field; what is returned takes its bytes, and null at its end. */
  function open({ name, contentType }: PartHead, fail: (refusal: Refusal) => void): (chunk: Uint8Array | null) => void {
    const chunks: Uint8Array[] = []
    let bytes = 0
    const count = (more: number) => {
      allBytes += more
      if (allBytes > maxFieldsBytes) fail(invalid('body', `Its text fields exceed ${maxFieldsBytes} bytes`))
    }
    count(name.length + fieldBytes)
    return (chunk) => {
      if (chunk === null) return close(name, contentType, chunks)
      bytes += chunk.length
      count(chunk.length)
      if (bytes > maxFieldBytes) return fail(invalid('body', `A text field exceeds ${maxFieldBytes} bytes`))
      chunks.push(chunk.slice()) // the chunk may be a view of a larger buffer that is written again
    }
  }

  function close(name: string, contentType: string | undefined, chunks: readonly Uint8Array[]) {
    const decoder = decoderOf(contentType)
    const text = chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode()
    const known = texts.get(name)
    if (known) known.push(text)
    else texts.set(name, [text])
  }

  return {
    open,
    /** The fields by name; one that stands more than once is a list. */
    values(): Record<string, string | string[]> {
      const entries = [...texts].map(([name, [first = '', ...more]]) => [
        name,
        more.length === 0 ? first : [first, ...more],
      ])
      return Object.fromEntries(entries)
    },
  }
}

/** A field is UTF-8 unless its type names another charset (RFC 7578 §4.4, §5.1.2). */
function decoderOf(contentType = ''): TextDecoder {
  const charset = /;\s*charset="?([\w-]+)/i.exec(contentType)?.[1]
  try {
    return new TextDecoder(charset)
  } catch {
    return new TextDecoder()
  }
}
