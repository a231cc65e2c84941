/** A part of some bytes: from the first to the last, both included. */
export interface ByteRange {
  readonly from: number
  readonly to: number
}

/**
 * What a Range header asks for (RFC 9110 §14.1.2). Undefined: nothing that can be read, or several parts at once, and then the
 * whole is sent, as the RFC allows; `unsatisfiable`: nothing that is there.
 */
export function readRange(header: string | undefined, sizeBytes: number): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '')
  if (!match) return undefined
  const [, first = '', last = ''] = match
  if (first === '' && last === '') return undefined
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes)
    return length === 0 ? 'unsatisfiable' : { from: sizeBytes - length, to: sizeBytes - 1 }
  }
  const from = Number(first)
  if (last !== '' && Number(last) < from) return undefined
  if (from >= sizeBytes) return 'unsatisfiable'
  return { from, to: last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1) }
}

/** Whether an entity tag is among those of an If-None-Match, by weak comparison (RFC 9110 §8.8.3.2, §13.1.2). */
export function isAmong(etag: string, header: string): boolean {
  if (header.trim() === '*') return true
  return (header.match(/(?:W\/)?"[^"]*"/g) ?? []).some((given) => given.replace('W/', '') === etag)
}
