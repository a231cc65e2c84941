import { didYouMean } from '../../contracts/near-name.ts'
import type { Problem } from '../faults/read-fault.ts'
import { wordOf } from '../faults/word.ts'

/**
 * Reads a parsed value as an object that has no other fields than these, or says why it is none.
 * @param prefix where the object stands, for the field that a problem names; empty for a body
 */
export function readObject<Field extends string>(
  body: unknown,
  known: readonly Field[],
  prefix = '',
): { readonly object: Readonly<Partial<Record<Field, unknown>>> } | { readonly problem: Problem } {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { problem: { field: prefix === '' ? 'body' : prefix, issue: `Must be an object with ${known.join(', ')}` } }
  for (const field of Object.keys(body)) {
    if (!(known as readonly string[]).includes(field)) {
      const path = prefix === '' ? wordOf(field) : `${prefix}.${wordOf(field)}`
      const issue = `Is not a known field (${known.join(', ')}).${didYouMean(wordOf(field), known)}`
      return { problem: { field: path, issue } }
    }
  }
  return { object: body as Partial<Record<Field, unknown>> } // it has no other fields, as was just seen
}
