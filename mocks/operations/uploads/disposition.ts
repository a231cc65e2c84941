/** The parameters of a field value such as Content-Disposition, names in lower case. */
export type Parameters = ReadonlyMap<string, string>

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const quotedText = '"((?:[^"\\\\]|\\\\[^])*)"'
const semicolon = /[ \t]*(?:;[ \t]*)+|[ \t]*$/y
const pair = new RegExp(`(${token})[ \\t]*=[ \\t]*(?:${quotedText}|([^;"\\s]+))`, 'y')

/** Moves over what matches at this place; undefined when nothing does. */
function take(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

/**
 * Reads `form-data; name="file"; filename="写.txt"` (RFC 7578 §4.2 with RFC 2183's parameters). Between quotes stands raw
 * UTF-8, as browsers send it.
 * @returns undefined when the value is not written so, or says the same thing twice
 */
export function readDisposition(value: string): { readonly type: string; readonly parameters: Parameters } | undefined {
  const type = new RegExp(`^[ \\t]*(${token})`).exec(value)
  if (!type) return undefined
  const parameters = new Map<string, string>()
  let at = type[0].length
  while (at < value.length) {
    const gap = take(semicolon, value, at)
    if (!gap) return undefined
    at += gap[0].length
    if (at === value.length) break
    const found = take(pair, value, at)
    if (!found) return undefined
    at += found[0].length
    const [, name = '', quoted, plain = ''] = found
    if (parameters.has(name.toLowerCase())) return undefined
    parameters.set(name.toLowerCase(), quoted === undefined ? plain : quoted.replace(/\\(["\\])/g, '$1'))
  }
  return { type: (type[1] ?? '').toLowerCase(), parameters }
}

/** A quote and line ends travel percent-encoded in a name (HTML, "multipart/form-data encoding algorithm"). */
export const decodeName = (text: string): string =>
  text.replace(/%(22|0D|0A)/gi, (escaped) => decodeURIComponent(escaped))

/**
 * Decodes `UTF-8'en'%E5%86%99.txt` (RFC 8187 §3.2: charset, language that may be empty, percent-encoded bytes).
 * @returns undefined when it is not written so, or in a charset that nobody knows
 */
export function decodeExtended(text: string): string | undefined {
  const found = /^([\w!#$%&+^`{}~-]+)'[\w-]*'((?:%[0-9a-f]{2}|[\w!#$&+.^`|~-])*)$/i.exec(text)
  if (!found) return undefined
  const [, charset = '', encoded = ''] = found
  const bytes = encoded
    .match(/%..|[^%]/g)
    ?.map((one) => (one.length === 3 ? Number.parseInt(one.slice(1), 16) : one.charCodeAt(0)))
  try {
    return new TextDecoder(charset, { fatal: true }).decode(new Uint8Array(bytes ?? []))
  } catch {
    return undefined
  }
}
