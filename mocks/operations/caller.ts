import type { LoginRecord, MemberRecord } from '../tenant/account-records.ts'
import { findLogin } from '../tenant/logins.ts'
import type { Context } from './operation.ts'

export interface Caller {
  /** Of an API key and of the dashboard's own token: the owner. */
  readonly user: MemberRecord
  /** The session that a login opened; null for an API key and for the dashboard's own token. */
  readonly login: LoginRecord | null
}

/** Who sends an admitted request. */
export function callerOf({ tenant, credential }: Pick<Context, 'tenant' | 'credential'>): Caller {
  const { sessionToken } = credential
  const login = sessionToken === undefined ? undefined : findLogin(tenant, sessionToken)
  const user = login ? tenant.members.get(login.userId) : tenant.members.all().find(({ role }) => role === 'owner')
  if (!user) throw new Error(`The tenant ${tenant.name} has no owner`)
  return { user, login: login ?? null }
}

/** The member with an e-mail address, however it is written. */
export const memberWithEmail = ({ members }: Context['tenant'], email: string): MemberRecord | undefined =>
  members.all().find((member) => member.email.toLowerCase() === email.trim().toLowerCase())
