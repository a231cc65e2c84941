import { didYouMean } from '../../../contracts/near-name.ts'
import { wordOf } from '../../faults/word.ts'
import { invalid, type Refusal } from '../../message.ts'

/** A JSON body as an object that has no other fields than these; or why it is none. */
export function readObject<Field extends string>(
  body: unknown,
  known: readonly Field[],
  prefix = '',
): { readonly object: Readonly<Partial<Record<Field, unknown>>> } | { readonly refusal: Refusal } {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { refusal: invalid(prefix === '' ? 'body' : prefix, `Must be an object with ${known.join(', ')}`) }
  for (const field of Object.keys(body)) {
    if (!(known as readonly string[]).includes(field)) {
      const path = prefix === '' ? wordOf(field) : `${prefix}.${wordOf(field)}`
      return {
        refusal: invalid(path, `Is not a known field (${known.join(', ')}).${didYouMean(wordOf(field), known)}`),
      }
    }
  }
  return { object: body as Partial<Record<Field, unknown>> } // it has no other fields, as was just seen
}
