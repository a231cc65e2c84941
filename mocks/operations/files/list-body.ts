interface Kept {
  readonly files: readonly string[]
  readonly rest: string
  readonly body: Uint8Array
}

/** So many characters and more are sent as bytes. */
const longText = 8_192

const isSame = (kept: Kept, files: readonly string[], rest: string) =>
  kept.rest === rest && kept.files.length === files.length && kept.files.every((text, place) => text === files[place])

const textOf = (files: readonly string[], rest: string) => `{"files":[${files.join()}],${rest}}`

/**
 * Makes the function that writes lists: from the texts of their files, and what stands behind them. The last long ones are kept
 * as bytes, since nothing is cheaper to send than what need be neither joined nor encoded. What is kept hangs on nothing but
 * the texts themselves, so it cannot be out of date.
 * @param capacity how many lists are kept
 */
export function createListWriter(capacity = 8): (files: readonly string[], rest: string) => string | Uint8Array {
  const encoder = new TextEncoder()
  const lists: Kept[] = []
  return (files, rest) => {
    const known = lists.find((list) => isSame(list, files, rest))
    if (known) return known.body
    const text = textOf(files, rest)
    if (text.length < longText) return text
    const body = encoder.encode(text)
    lists.unshift({ files, rest, body })
    if (lists.length > capacity) lists.pop()
    return body
  }
}
