import { inspect } from 'node:util'

/** An error that belongs to no test, in words; it may come from another process, and be no `Error` any more. */
export function strayText(stray: unknown): string {
  const message = typeof stray === 'object' && stray !== null && 'message' in stray ? stray.message : undefined
  return typeof message === 'string' ? message : inspect(stray)
}
