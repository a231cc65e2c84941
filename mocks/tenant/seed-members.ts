import { type MemberSeed, memberPassword, memberSeeds } from '../../fixtures/members.ts'
import { stableId } from './stable-id.ts'
import type { Tenant } from './tenant.ts'

/** A member as a tenant begins with them. */
export interface BeginningMember extends MemberSeed {
  readonly id?: string | undefined
  readonly password?: string | undefined
}

/** Lets in the people whom a new tenant has: those of every tenant, or its own. */
export function seedMembers(
  { name, members, account }: Tenant,
  people: readonly BeginningMember[] = memberSeeds,
): void {
  members.fill(
    people.map(({ id, email, name: person, role, password = memberPassword }) => ({
      id: id ?? stableId(`${name} ${email}`),
      email,
      name: person,
      role,
      password,
      hasGoogle: false,
      isVerified: true,
      verificationSentMs: null,
      preferences: {},
      createdMs: account.createdMs,
      joinedMs: account.createdMs,
      lastLoginMs: null,
    })),
  )
}
