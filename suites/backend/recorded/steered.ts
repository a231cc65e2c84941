import type { HeaderLine } from '../exchange.ts'

/** Whether a request asked for an error by itself: by `Mock-Fault`, by `Prefer: code=…` or in its query. */
export function isSteered({ url, requestHeaders }: { url: string; requestHeaders: readonly HeaderLine[] }): boolean {
  const isAsking = ([name, value]: HeaderLine) =>
    name.toLowerCase() === 'mock-fault' || (name.toLowerCase() === 'prefer' && /\bcode\s*=/i.test(value))
  return requestHeaders.some(isAsking) || /[?&]mock-fault=/i.test(url)
}
