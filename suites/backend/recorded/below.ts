/**
 * Makes the function that says whether an address lies below `baseUrl`, and gives it in the same spelling: capitals in the
 * host and a port that is the scheme's own make no difference (RFC 3986 §6.2.2.1, §6.2.3).
 */
export function createOriginMatcher(baseUrl: string): (address: string) => string | undefined {
  const base = new URL(baseUrl)
  const basePath = base.pathname.replace(/\/+$/, '')
  return (address) => {
    if (!URL.canParse(address)) return undefined
    const url = new URL(address)
    const path = url.pathname
    const isBelow = url.origin === base.origin && (path === basePath || path.startsWith(`${basePath}/`))
    return isBelow ? baseUrl.replace(/\/+$/, '') + path.slice(basePath.length) + url.search : undefined
  }
}
