import { type Refusal, refuse } from '../../core/message.ts'
import type { Platform } from '../../core/platform.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { openUrl } from '../open-url.ts'
import type { Context } from '../operation.ts'

/** Nothing secret: it ties a URL to its path, its tenant and its end, so that a changed URL is refused as the real one is. */
function sign(platform: Platform, tenant: Tenant, path: string, expiresSeconds: number): string {
  const hasher = platform.sha256()
  hasher.update(new TextEncoder().encode(`${tenant.name}\n${path}\n${expiresSeconds}`))
  return hasher.hex()
}

/** A URL that takes a PUT without a key until its time is over. `path` is relative to the base URL. */
export function presignedUrl(context: Context, path: string, expiresMs: number): string {
  const expires = Math.floor(expiresMs / 1_000)
  const signature = sign(context.platform, context.tenant, path, expires)
  return openUrl(context, `${path}?expires=${expires}&signature=${signature}`)
}

/** Why a presigned URL does not hold; undefined when it does. */
export function refusePresigned(
  { tenant, platform, nowMs }: Context,
  path: string,
  { expires, signature }: { readonly expires?: number; readonly signature?: string },
): Refusal | undefined {
  if (expires === undefined || signature === undefined)
    return refuse('AUTHZ_ERROR', { message: 'The URL is not presigned: expires and signature are missing' })
  if (signature !== sign(platform, tenant, path, expires))
    return refuse('AUTHZ_ERROR', { message: 'The signature of the presigned URL does not match' })
  if (nowMs > expires * 1_000) return refuse('AUTHZ_ERROR', { message: 'The presigned URL has expired' })
  return undefined
}
