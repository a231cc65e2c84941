import type { Context } from './operation.ts'

/** An absolute URL that reaches the tenant without a key: its name stands in the path, as browsers and presigned uploads need it. */
export const openUrl = (call: Where, path: string): string => call.request.origin + openPath(call, path)

type Where = Pick<Context, 'request' | 'baseUrl' | 'tenant'>

/** The same without scheme and host, for links that the API gives relative to itself. */
export function openPath({ request, baseUrl, tenant }: Where, path: string): string {
  const prefix = baseUrl.slice(request.origin.length)
  const own = `/t/${tenant.name}`
  return `${prefix.startsWith(`${own}/`) ? '' : own}${prefix}${path}`
}

/** The path of an operation on this host, under the base path that the client uses: `/api/v2/uploads/…`. */
export function apiPath({ request, baseUrl }: Pick<Context, 'request' | 'baseUrl'>, path: string): string {
  return baseUrl.slice(request.origin.length) + path
}
