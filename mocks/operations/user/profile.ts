import type { UserProfileResponse } from '../../../contracts/generated/types.ts'
import type { MemberRecord } from '../../tenant/account-records.ts'
import { callerOf } from '../caller.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'

const profileBody = (user: MemberRecord): UserProfileResponse => ({
  id: user.id,
  email: user.email,
  name: user.name,
  is_active: true,
  email_verified: user.isVerified,
  created_at: iso(user.createdMs),
  last_login_at: user.lastLoginMs === null ? null : iso(user.lastLoginMs),
  preferences: user.preferences,
})

export const getUserProfile: Handler<'getUserProfile'> = (call) => ({ body: profileBody(callerOf(call).user) })

export const updateUserProfile: Handler<'updateUserProfile'> = async (call) => {
  const { user } = callerOf(call)
  const { name, preferences } = call.body
  const updated = await call.tenant.members.update(user.id, (draft) => {
    if (name != null) draft.name = name
    if (preferences != null) draft.preferences = preferences
  })
  return { body: profileBody(updated ?? user) }
}
