/**
 * Why a text is no JSON (RFC 8259), or none that is worth reading: `trailing-text` goes on behind a whole value,
 * `not-a-number` has `NaN` or `Infinity` where a number belongs, `too-deep` and `too-many-values` are beyond any answer.
 */
export type JsonFault = 'empty' | 'broken' | 'trailing-text' | 'not-a-number' | 'too-deep' | 'too-many-values'

/** A text read as JSON. Where a lenient reader gets a value in spite of the fault, it is here. */
export interface JsonReading {
  readonly value: unknown
  readonly fault?: JsonFault
}

/** More levels than this belong to no answer; whatever walks the value may then recurse. */
export const deepestJson = 200

/** More values than this in one text are not read: they would take a hundred times the room of the text. */
export const mostJsonValues = 60_000

interface Outline {
  /** Where the first value ends; -1 when it does not. */
  readonly end: number
  readonly depth: number
  readonly values: number
}

const [quote, backslash, comma] = ['"', '\\', ','].map((letter) => letter.charCodeAt(0))

/** Where a string that begins at `from` ends: behind its second quote, or behind the text. */
function endOfString(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i++) {
    const letter = text.charCodeAt(i)
    if (letter === backslash) i += 1
    else if (letter === quote) return i + 1
  }
  return text.length
}

/** Walks over a text once, without making anything of it. */
function outline(text: string): Outline {
  let level = 0
  let depth = 0
  let values = 1
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i)
    if (letter === quote) i = endOfString(text, i) - 1
    else if (letter === comma) values += 1
    else if (letter === 0x5b || letter === 0x7b) {
      level += 1
      values += 1
      if (level > depth) depth = level
    } else if (letter === 0x5d || letter === 0x7d) {
      level -= 1
      if (level === 0) return { end: i + 1, depth, values }
    }
    if (depth > deepestJson || values > mostJsonValues) break
  }
  return { end: -1, depth, values }
}

function parse(text: string): JsonReading {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return { value: undefined, fault: 'broken' }
  }
}

/** `NaN` and `Infinity` outside strings, as Python's and other writers leave them. A string may be cut off: then it ends the text. */
const numberless = /"(?:[^"\\]|\\[\s\S])*"?|-?\b(?:NaN|Infinity)\b/g

function withoutNaN(text: string): string | undefined {
  if (!/NaN|Infinity/.test(text)) return undefined
  let isFound = false
  const mended = text.replace(numberless, (part) => {
    if (part.startsWith('"')) return part
    isFound = true
    return 'null'
  })
  return isFound ? mended : undefined
}

/** Reads a text as JSON within bounds, so that neither depth nor number of values can hurt whoever looks at it; never throws. */
export function readJson(text: string): JsonReading {
  if (text.trim() === '') return { value: undefined, fault: 'empty' }
  const { end, depth, values } = outline(text)
  if (depth > deepestJson) return { value: undefined, fault: 'too-deep' }
  if (values > mostJsonValues) return { value: undefined, fault: 'too-many-values' }
  const whole = parse(text)
  if (!whole.fault) return whole
  const mended = withoutNaN(text)
  const reading = mended === undefined ? whole : parse(mended)
  if (mended !== undefined && !reading.fault) return { value: reading.value, fault: 'not-a-number' }
  const first = end > 0 && end < text.length ? parse(text.slice(0, end)) : whole
  return first.fault ? whole : { value: first.value, fault: 'trailing-text' }
}
