import { decodeExtended, decodeName, readDisposition } from './disposition.ts'

/** What the head of a form's part says. */
export interface PartHead {
  /** The name of the field. */
  readonly name: string
  /** Present for a file; empty for an `<input type="file">` that nobody filled. */
  readonly filename: string | undefined
  /** Absent when the part does not say. */
  readonly contentType: string | undefined
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/** Reads the head of a part, or says why it cannot be read. An unreadable part is never skipped. */
export function readPartHead(headers: Headers): PartHead | { readonly issue: string } {
  const value = headers['content-disposition']
  if (value === undefined) return { issue: 'a part has no Content-Disposition' }
  if (typeof value !== 'string') return { issue: 'a part has more than one Content-Disposition' }
  const disposition = readDisposition(value)
  if (disposition?.type !== 'form-data')
    return { issue: 'a part has a Content-Disposition that is not form-data with parameters' }
  const { parameters } = disposition
  const name = parameters.get('name')
  if (name === undefined) return { issue: 'a part has no name' }
  const extended = parameters.get('filename*')
  const decoded = extended === undefined ? undefined : decodeExtended(extended)
  if (extended !== undefined && decoded === undefined)
    return { issue: 'a part has a filename* that is not charset, language and percent-encoded text' }
  const plain = parameters.get('filename')
  const contentType = [headers['content-type']].flat()[0]
  return {
    name: decodeName(name),
    // Who sends both means the extended one (RFC 6266 §4.3).
    filename: decoded ?? (plain === undefined ? undefined : decodeName(plain)),
    contentType: contentType?.trim() || undefined,
  }
}
