import { isTenantName } from '../tenant/keys.ts'

/** Where a request goes: the path relative to the base URL, its query, and the tenant that the base URL names. */
export interface Location {
  /** Undefined when the target lies outside the base path. */
  readonly path: string | undefined
  /** Null when the target has no query. */
  readonly query: URLSearchParams | null
  readonly tenant: string | undefined
  /** `/api/v2` or `/t/<name>/api/v2`. */
  readonly prefix: string
}

/** Takes a request target apart: `/t/ci/api/v2/user-files?limit=5`. */
export function locate(target: string, basePath: string): Location {
  const mark = target.indexOf('?')
  const full = mark === -1 ? target : target.slice(0, mark)
  const query = mark === -1 ? null : new URLSearchParams(target.slice(mark + 1))
  let tenant: string | undefined
  let prefix = basePath
  let rest = full
  if (full.startsWith('/t/')) {
    const end = full.indexOf('/', 3)
    const name = end === -1 ? full.slice(3) : full.slice(3, end)
    if (isTenantName(name) && end !== -1) {
      tenant = name
      prefix = `/t/${name}${basePath}`
      rest = full.slice(end)
    }
  }
  const isInside = rest.startsWith(basePath) && rest.charCodeAt(basePath.length) === 47 // a slash
  return { path: isInside ? rest.slice(basePath.length) : undefined, query, tenant, prefix }
}
