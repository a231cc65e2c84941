import { readFileSync } from 'node:fs'
import { InputFileError } from './input-file-error.ts'

/** The encodings that a byte order mark names; PowerShell's `>` writes the second. */
const marked = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
] as const

/**
 * The text of bytes: UTF-8, or what their byte order mark says. The mark itself is not part of it.
 * @throws InputFileError when they are no text
 */
export function decodeText(bytes: Uint8Array, source: string): string {
  const encoding = marked.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte))?.encoding ?? 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new InputFileError(`${source}: is not ${encoding.toUpperCase()} text; save it as UTF-8`, { cause })
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
}

/** Why a file cannot be read, in words. */
export function whyUnreadable(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
  return Object.hasOwn(reasons, code) ? `${reasons[code]} (${code})` : code
}

/** The text of a file. @throws InputFileError when there is none */
export function readText(path: string): string {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (cause) {
    throw new InputFileError(`${path}: ${whyUnreadable(cause)}`, { cause })
  }
  return decodeText(bytes, path)
}
