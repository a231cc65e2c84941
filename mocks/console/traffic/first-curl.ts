import type { Facts } from '../api/facts.ts'
import { shellQuote } from '../parts/shell.ts'

/** A tenant's name long enough for the API's SDK, which sends no short key. */
const anyTenant = 'name_of_your_choice'

/** The key that names a tenant. */
export const keyOf = ({ keyPrefix }: Pick<Facts, 'keyPrefix'>, tenant = anyTenant): string => keyPrefix + tenant

/** A read without a parameter in its path, to be tried first. */
export const firstRead = ({ operations }: Pick<Facts, 'operations'>) =>
  operations.find(({ id }) => id === 'listFiles') ??
  operations.find(({ method, path }) => method === 'GET' && !path.includes('{'))

/** A request that works, as a line for a shell. */
export function firstCurl(
  facts: Pick<Facts, 'keyPrefix' | 'operations' | 'basePath'>,
  origin: string,
  tenant?: string,
): string {
  const path = firstRead(facts)?.path ?? '/'
  return `curl -i -H ${shellQuote(`Authorization: Bearer ${keyOf(facts, tenant)}`)} ${shellQuote(origin + facts.basePath + path)}`
}
