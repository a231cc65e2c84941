import type { Problem } from '../../../contracts/read-input.ts'
import type { JournalQuery, OwnScenario } from '../../generated/steering-types.ts'
import type { RouteBody, TenantPlace } from './route.ts'

/** The parts of a control call that may name a tenant. */
export interface NamingParts {
  readonly params: Readonly<Record<string, string>>
  readonly query: JournalQuery
  readonly body: RouteBody
}

/** The tenants that a body names: its own field, and those of a scenario. */
function namesIn(body: RouteBody): (string | undefined)[] {
  const own = 'tenant' in body ? [body.tenant] : []
  if (!('faults' in body)) return own
  const { faults, tenants = {} } = body as OwnScenario // no other body has faults
  return [...own, ...faults.map(({ tenant }) => tenant), ...Object.keys(tenants)]
}

/**
 * Binds a call that came by `/t/<tenant>/__mock` to that tenant, so that it reaches nobody else; a call that names another is
 * refused, since on several replicas that one lives elsewhere.
 */
export function bindTenant<Parts extends NamingParts>(
  tenant: string,
  place: TenantPlace,
  parts: Parts,
): { readonly parts: Parts } | { readonly problem: Problem } {
  const { params, query, body } = parts
  const field = place === 'path' ? 'name' : 'tenant'
  const named =
    place === 'query' ? [query.tenant] : place === 'path' ? [params.name] : place === 'body' ? namesIn(body) : []
  const other = named.find((name) => name !== undefined && name !== tenant)
  if (other !== undefined)
    return { problem: { field, issue: `Is ${other}, but what goes by /t/${tenant} is for ${tenant} only` } }
  if (place === 'query') return { parts: { ...parts, query: { ...query, tenant } } }
  // A body with this place has the field; which of the bodies it is does not matter here.
  if (place === 'body') return { parts: { ...parts, body: { ...body, tenant } as RouteBody } }
  return { parts }
}
