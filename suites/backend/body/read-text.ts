import { startsWith } from './starts-with.ts'

interface ReadText {
  readonly text: string
  readonly hasBom: boolean
  /** Whether the bytes are the UTF-8 that JSON is sent in (RFC 8259 §8.1). */
  readonly isUtf8: boolean
}

/** UTF-16 by its mark, or by the zero beside the first letter of JSON or markup. */
function utf16Of([first, second, third]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const opens = (letter: number | undefined) => letter !== undefined && '{["<'.includes(String.fromCharCode(letter))
  if (opens(first) && second === 0 && third !== 0) return 'utf-16le'
  return first === 0 && opens(second) ? 'utf-16be' : undefined
}

function isWellFormed(bytes: Uint8Array, isCut: boolean): boolean {
  try {
    // A cut may have gone through a letter.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut })
    return true
  } catch {
    return false
  }
}

/** Decodes bytes as leniently as a good reader does, and says what it had to overlook. The mark at the beginning is no text. */
export function readText(bytes: Uint8Array, isCut: boolean): ReadText {
  const utf16 = utf16Of(bytes)
  const hasBom = (utf16 !== undefined && (bytes[0] ?? 0) >= 0xfe) || startsWith(bytes, 0xef, 0xbb, 0xbf)
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), hasBom, isUtf8: false }
  const text = new TextDecoder().decode(bytes, { stream: isCut })
  return { text, hasBom, isUtf8: isWellFormed(bytes, isCut) }
}
