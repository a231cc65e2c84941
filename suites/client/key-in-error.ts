import { inspect } from 'node:util'
import { benchKey, holdsKey } from './bench-key.ts'

/** Not where an error is usually printed, but in it. */
export const deeper = 'deeper inside'

const shownDepth = 2
const searchedDepth = 12

function tryText(make: () => unknown): string {
  try {
    return String(make())
  } catch {
    return '' // a circle, or a getter that throws, shows nothing
  }
}

const keptCharacters = 100_000

/** Bytes and long texts are an upload or an answer, and would take seconds to write. */
function bounded(this: unknown, name: string, value: unknown): unknown {
  if (ArrayBuffer.isView(Reflect.get(Object(this), name))) return undefined
  return typeof value === 'string' ? value.slice(0, keptCharacters) : value
}

/** Where an error shows the key to whoever prints it: its message, its stack, as JSON, as Node writes it to a log. */
export function keyInError(error: unknown, key = benchKey): string[] {
  const { message, stack } = Object(error)
  const shown = {
    'the message': tryText(() => message),
    'String(error)': tryText(() => error),
    'the stack': tryText(() => stack),
    'JSON.stringify': tryText(() => JSON.stringify(error, bounded)),
    'util.inspect': tryText(() => inspect(error, { depth: shownDepth })),
  }
  const places = Object.entries(shown).flatMap(([place, text]) => (holdsKey(text, key) ? [place] : []))
  if (places.length > 0) return places
  return holdsKey(
    tryText(() => inspect(error, { depth: searchedDepth, showHidden: true })),
    key,
  )
    ? [deeper]
    : []
}
