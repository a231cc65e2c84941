import { type Config, make } from 'multipasta'

const dash = 45

const none = new Uint8Array()

function join(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.length === 0) return other
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

/**
 * Makes a parser that takes a form wherever it is cut. That of multipasta takes the first of the two dashes behind the last
 * boundary for the beginning of a head when the second comes later, so dashes at the end of a chunk wait for the next one.
 * What stands behind that boundary is nobody's (RFC 2046 §5.1.1).
 */
export function createParser(config: Config): { write(chunk: Uint8Array): void; end(): void } {
  let isDone = false
  const parser = make({
    ...config,
    onDone() {
      isDone = true
      config.onDone()
    },
    onError(error) {
      if (!isDone) config.onError(error)
    },
  })
  let held = none
  return {
    write(chunk) {
      if (isDone) return
      const bytes = join(held, chunk)
      let end = bytes.length
      while (end > bytes.length - 2 && bytes[end - 1] === dash) end -= 1
      held = bytes.slice(end)
      parser.write(bytes.subarray(0, end))
    },
    end() {
      if (!isDone) parser.write(held)
      parser.end()
    },
  }
}
