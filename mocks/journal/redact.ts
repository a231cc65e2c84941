const secretHeaders = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'mock-control-token',
])
const secretLengths = new Set([...secretHeaders].map((name) => name.length))

/** Keeps the scheme and the first letters, so that a person sees which key it was without being able to use it. */
export function maskCredential(value: string): string {
  const [scheme, secret] = value.includes(' ')
    ? [`${value.slice(0, value.indexOf(' '))} `, value.slice(value.indexOf(' ') + 1)]
    : ['', value]
  const visible = /^aion_(test_)?/.exec(secret)?.[0] ?? ''
  return `${scheme}${visible}***`
}

/** A copy of a flat header list (name, value, …) with the values of credentials masked. */
export function redactHeaders(headers: readonly string[]): string[] {
  const copy = headers.slice()
  for (let i = 0; i < copy.length; i += 2) {
    const name = copy[i]
    // Asked by length first: lowering every name would cost more than the rest of the journal.
    if (name !== undefined && secretLengths.has(name.length) && secretHeaders.has(name.toLowerCase()))
      copy[i + 1] = maskCredential(copy[i + 1] ?? '')
  }
  return copy
}

/** Masks what looks like a key or a signature in a request target. */
export function redactTarget(target: string): string {
  return target.includes('?') ? target.replace(/([?&](?:api_key|key|token|signature)=)[^&]*/gi, '$1***') : target
}
