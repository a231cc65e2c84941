import { memberPassword, memberSeeds } from '../../fixtures/members.ts'
import { stableId } from './stable-id.ts'
import type { Tenant } from './tenant.ts'

/** Lets in the people whom every new tenant has. */
export async function seedMembers({ name, members, account }: Tenant): Promise<void> {
  for (const { email, name: person, role } of memberSeeds) {
    await members.create({
      id: stableId(`${name} ${email}`),
      email,
      name: person,
      role,
      password: memberPassword,
      hasGoogle: false,
      isVerified: true,
      verificationSentMs: null,
      preferences: {},
      createdMs: account.createdMs,
      joinedMs: account.createdMs,
      lastLoginMs: null,
    })
  }
}
