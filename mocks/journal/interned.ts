import { createSecretNameCheck } from '../../contracts/secret-names.ts'
import { redactHeaders, redactTarget } from './redact.ts'

/** Redacts what the journal keeps of requests, and keeps what is equal to the request before only once. */
export interface Interned {
  target(target: string): string
  headers(rawHeaders: readonly string[]): readonly string[]
  fault(fault: string): string
}

const isSame = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((text, i) => text === b[i])

/**
 * One client sends the same lines over and over. Held once, they are neither redacted again nor do they grow old by the
 * thousand, which would cost the garbage collector more than the request.
 */
export function createInterned(): Interned {
  const isSecret = createSecretNameCheck()
  let lastTarget = ''
  let shownTarget = ''
  let lastHeaders: readonly string[] = []
  let shownHeaders: readonly string[] = []
  let lastFault = ''
  return {
    target(target) {
      if (target !== lastTarget) {
        lastTarget = target
        shownTarget = redactTarget(target)
      }
      return shownTarget
    },
    headers(rawHeaders) {
      if (!isSame(rawHeaders, lastHeaders)) {
        lastHeaders = rawHeaders
        shownHeaders = redactHeaders(rawHeaders, isSecret)
      }
      return shownHeaders
    },
    fault(fault) {
      if (fault !== lastFault) lastFault = fault
      return lastFault
    },
  }
}
