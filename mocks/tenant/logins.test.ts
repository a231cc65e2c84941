import { describe, expect, test } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import type { MemberRecord } from './account-records.ts'
import { endLogins, findLogin, isAdmin, isOpenLogin, openLogin, tokenOf, useLogin } from './logins.ts'
import { seedMembers } from './seed-members.ts'
import { createSharedBudgets, createTenant } from './tenant.ts'

const nowMs = 1_000_000
const dayMs = 86_400_000

/** A tenant with one member of each role, and sessions of the first. */
function create() {
  const tenant = createTenant('ann', createManualTime(nowMs), createSharedBudgets())
  seedMembers(
    tenant,
    (['owner', 'admin', 'editor', 'viewer'] as const).map((role) => ({ email: `${role}@a.example`, name: role, role })),
  )
  let count = 0
  const uuid = () => {
    count += 1
    return `${String(count).padStart(8, '0')}-0000-4000-8000-000000000000`
  }
  const of = (role: string) => tenant.members.all().find((member) => member.role === role) as MemberRecord // each is there
  const open = (role = 'owner', isRemembered = false) =>
    openLogin(tenant, of(role), { nowMs, device: 'd', isRemembered, uuid })
  return { tenant, of, open }
}

const use = (tenant: ReturnType<typeof create>['tenant'], token: string, atMs = nowMs, mayBeExpired = false) =>
  useLogin(tenant, token, { nowMs: atMs, mayBeExpired })

test('members have what they were given, and a password and an id of their own', () => {
  const { tenant, of } = create()
  expect(of('editor')).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    ...{
      email: 'editor@a.example',
      name: 'editor',
      role: 'editor',
      password: expect.stringMatching(/\w{4}/),
      hasGoogle: false,
    },
    ...{ isVerified: true, verificationSentMs: null, preferences: {}, lastLoginMs: null },
    ...{ createdMs: tenant.account.createdMs, joinedMs: tenant.account.createdMs },
  })
  expect(new Set(tenant.members.all().map(({ id }) => id)).size).toBe(4)
  expect(['owner', 'admin', 'editor', 'viewer'].map((role) => isAdmin(of(role)))).toEqual([true, true, false, false])
})

describe('a session', () => {
  test('has a token that names it, with its secret', async () => {
    const { tenant, open } = create()
    const login = await open()
    const token = tokenOf(tenant, login)
    expect(token).toBe('session_ann.00000001000040008000000000000000' + '00000002000040008000000000000000')
    expect(findLogin(tenant, token)).toEqual(login)
    expect(findLogin(tenant, `${token.slice(0, -1)}1`)).toBeUndefined()
    expect(findLogin(tenant, `${token}0`)).toBeUndefined()
    expect(findLogin(tenant, 'session_ann')).toBeUndefined()
  })

  test.each([
    ['owner', 'admin'],
    ['admin', 'admin'],
    ['editor', 'write'],
    ['viewer', 'read'],
  ])('of a user who is %s may %s', async (role, scope) => {
    const { tenant, open } = create()
    const login = await open(role)
    expect(use(tenant, tokenOf(tenant, login), nowMs + 5)).toEqual([scope])
    expect(tenant.account.loginUses.get(login.id)).toBe(nowMs + 5)
  })

  test('expires, may be extended for a while, and then is over', async () => {
    const { tenant, open } = create()
    const login = await open()
    const token = tokenOf(tenant, login)
    expect(login.endsMs).toBeGreaterThan(login.expiresMs)
    expect((await open('owner', true)).endsMs).toBeGreaterThan(login.endsMs)
    const message = (atMs: number, mayBeExpired: boolean) => {
      const used = use(tenant, token, atMs, mayBeExpired)
      return 'error' in used ? [used.error, used.message] : used
    }
    expect(message(login.expiresMs - 1, false)).toEqual(['admin'])
    expect(message(login.expiresMs, false)).toEqual([
      'EXPIRED_API_KEY',
      'The session has expired; extend it or log in again',
    ])
    expect(message(login.expiresMs, true)).toEqual(['admin'])
    expect(message(login.endsMs, true)).toEqual(['EXPIRED_API_KEY', 'The session has expired for good; log in again'])
    expect([
      isOpenLogin(login, login.endsMs - 1),
      isOpenLogin(login, login.endsMs),
      isOpenLogin({ ...login, revokedMs: 5 }, nowMs),
    ]).toEqual([true, false, false])
    expect([
      login.createdMs,
      login.revokedMs,
      login.device,
      login.expiresMs > nowMs + 60_000,
      login.endsMs < nowMs + 400 * dayMs,
    ]).toEqual([nowMs, null, 'd', true, true])
  })

  test('of somebody who is gone, or that was ended, does not hold', async () => {
    const { tenant, open, of } = create()
    const tokens = [
      tokenOf(tenant, await open()),
      tokenOf(tenant, await open()),
      tokenOf(tenant, await open('viewer')),
    ] as const
    const kept = findLogin(tenant, tokens[1])
    await endLogins(tenant, of('owner').id, nowMs + 7, kept?.id)
    expect(use(tenant, tokens[0])).toEqual({ error: 'DEACTIVATED_API_KEY', message: 'The session was ended' })
    expect([use(tenant, tokens[1]), use(tenant, tokens[2])]).toEqual([['admin'], ['read']])
    expect(findLogin(tenant, tokens[0])?.revokedMs).toBe(nowMs + 7)
    await endLogins(tenant, of('owner').id, nowMs + 9)
    expect([findLogin(tenant, tokens[0])?.revokedMs, findLogin(tenant, tokens[1])?.revokedMs]).toEqual([
      nowMs + 7,
      nowMs + 9,
    ])
    await tenant.members.delete(of('viewer').id)
    expect(use(tenant, tokens[2])).toEqual({ error: 'INVALID_API_KEY', message: 'The session is unknown' })
    expect(use(tenant, 'session_ann.nothing')).toEqual({ error: 'INVALID_API_KEY', message: 'The session is unknown' })
  })
})
