/** Wraps a pure function of a text so that its last results are kept: the same few keys, paths and headers come over and over. */
export function memoize<T>(read: (text: string) => T, capacity = 1_000): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    let result = known.get(text)
    if (result === undefined) {
      result = read(text)
      if (known.size >= capacity) known.clear()
      known.set(text, result)
    }
    return result
  }
}
