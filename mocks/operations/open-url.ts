import type { Context } from './operation.ts'

/** An absolute URL that reaches the tenant without a key: its name stands in the path, as browsers and presigned uploads need it. */
export function openUrl(call: Pick<Context, 'request' | 'baseUrl' | 'tenant'>, path: string): string {
  const { request, baseUrl, tenant } = call
  const prefix = baseUrl.slice(request.origin.length)
  const own = `/t/${tenant.name}`
  return `${request.origin}${prefix.startsWith(`${own}/`) ? '' : own}${prefix}${path}`
}
