import { maskText } from '../../contracts/mask-secrets.ts'
import { isSecretName } from '../../contracts/secret-names.ts'

/** Keeps the scheme and the first letters, so that a person sees which key it was without being able to use it. */
export function maskCredential(value: string): string {
  const [scheme, secret] = value.includes(' ')
    ? [`${value.slice(0, value.indexOf(' '))} `, value.slice(value.indexOf(' ') + 1)]
    : ['', value]
  const visible = /^aion_(test_)?/.exec(secret)?.[0] ?? ''
  return `${scheme}${visible}***`
}

/** A copy of a flat header list (name, value, …) with the values of credentials masked, also in addresses that a header holds. */
export function redactHeaders(headers: readonly string[], isSecret = isSecretName): string[] {
  const copy = headers.slice()
  for (let i = 0; i < copy.length; i += 2) {
    const value = copy[i + 1] ?? ''
    if (isSecret(copy[i] ?? '')) copy[i + 1] = maskCredential(value)
    else if (value.includes('=')) copy[i + 1] = maskText(value)
  }
  return copy
}

/** Masks what a secret parameter of a request target holds. */
export function redactTarget(target: string): string {
  return target.includes('=') ? maskText(target) : target
}
