import { followRedirects } from './follow-redirects.ts'
import { isForeignRequest, takeForeign } from './foreign-request.ts'

type Fetch = typeof globalThis.fetch

/** The URL of a call; undefined for one that fetch itself would refuse. A page resolves what is relative, Node does not. */
function urlOf(input: RequestInfo | URL): URL | undefined {
  if (input instanceof URL) return input
  const text = input instanceof Request || isForeignRequest(input) ? input.url : String(input)
  const base =
    typeof document === 'object' ? document.baseURI : typeof location === 'object' ? location.href : undefined
  return URL.parse(text, base) ?? undefined
}

/**
 * Sends calls to the API's hosts to the mock and all others on, also hop by hop when the mock redirects. What lies below follows
 * the redirects of its own answers itself.
 */
export function routeFetch(isOurs: (url: URL) => boolean, mock: Fetch, below: Fetch): Fetch {
  const once: Fetch = (input, init) => {
    const url = urlOf(input)
    return (url && isOurs(url) ? mock : below)(input, init)
  }
  const following = takeForeign(followRedirects(once))
  return (input, init) => {
    const url = urlOf(input)
    if (!url || !isOurs(url)) return below(input, init)
    return following(input instanceof Request || isForeignRequest(input) ? input : url.href, init)
  }
}
