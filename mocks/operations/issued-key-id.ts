import type { Context } from './operation.ts'

/** The id of the issued key that a request was sent with; null for any other credential. */
export function issuedKeyId({ tenant, credential }: Pick<Context, 'tenant' | 'credential'>): string | null {
  const { issuedKey: key } = credential
  if (key === undefined) return null
  return tenant.apiKeys.all().find((issued) => issued.key === key)?.id ?? null
}
