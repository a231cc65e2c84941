import { maskText } from '../../contracts/mask-secrets.ts'
import { isSecretName } from '../../contracts/secret-names.ts'

/** A scheme of authentication before its credential (RFC 9110 §11.4). In a cookie or a signature the first word is a secret, too. */
const scheme = /^(?:(?:Basic|Bearer|Digest|DPoP|Negotiate|NTLM|OAuth|Token|ApiKey|AWS4-HMAC-SHA256) +)?/i

/** Keeps the scheme and the first letters, so that a person sees which key it was without being able to use it. */
export function maskCredential(value: string): string {
  const shown = scheme.exec(value)?.[0] ?? ''
  const visible = /^aion_(test_)?/.exec(value.slice(shown.length))?.[0] ?? ''
  return `${shown && `${shown.trimEnd()} `}${visible}***`
}

const mockKey = /\baion_test_[A-Za-z0-9_-]+/g

/** A text as the journal shows it. A mock's own keys open nothing, but people may take the journal for a place where keys are shown. */
const maskShown = (text: string): string =>
  /[="]|:\/\/|aion_|eyJ|bearer |basic /i.test(text) ? maskText(text).replace(mockKey, 'aion_test_***') : text

/** A copy of a flat header list (name, value, …) with the values of credentials masked, also in addresses that a header holds. */
export function redactHeaders(headers: readonly string[], isSecret = isSecretName): string[] {
  const copy = headers.slice()
  for (let i = 0; i < copy.length; i += 2) {
    const value = copy[i + 1] ?? ''
    if (isSecret(copy[i] ?? '')) copy[i + 1] = maskCredential(value)
    else copy[i + 1] = maskShown(value)
  }
  return copy
}

/** Masks what a secret parameter of a request target holds, and keys that stand in its path. */
export const redactTarget = (target: string): string => maskShown(target)
