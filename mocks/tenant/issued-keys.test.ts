import { describe, expect, test } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { allows, isScope, issueKey, prefixOf, scopes, tenantOfIssuedKey, useIssuedKey } from './issued-keys.ts'
import { createSharedBudgets, createTenant } from './tenant.ts'

const nowMs = Date.UTC(2026, 0, 15, 12)

const create = (name = 'ann') => createTenant(name, createManualTime(nowMs), createSharedBudgets())

describe('an issued key', () => {
  const secret = '0'.repeat(32)

  test('names its tenant', () => {
    const key = issueKey('ann_b', secret)
    expect([key, tenantOfIssuedKey(key)]).toEqual([`aion_key_ann_b_${secret}`, 'ann_b'])
    for (const other of [
      `aion_key_a%_${secret}`,
      `aion_key_ann_${'g'.repeat(32)}`,
      `x${key}`,
      `${key}0`,
      'aion_test_ann_of_the_tests_here',
    ])
      expect(tenantOfIssuedKey(other)).toBeUndefined()
    expect(prefixOf({ key: 'aion_key_ann_0123' })).toBe('aion_key_ann_012')
  })

  test('has scopes, of which a higher one includes the lower ones', () => {
    expect(scopes).toEqual(['read', 'write', 'admin'])
    expect([isScope('read'), isScope('constructor')]).toEqual([true, false])
    const allowed = (granted: 'read' | 'write' | 'admin') => scopes.map((wanted) => allows([granted], wanted))
    expect([
      allowed('read'),
      allowed('write'),
      allowed('admin'),
      allows([], 'read'),
      allows(['read', 'admin'], 'write'),
    ]).toEqual([[true, false, false], [true, true, false], [true, true, true], false, true])
  })

  test('holds until it is revoked or expires, and its uses are counted', () => {
    const tenant = create()
    const key = issueKey('ann', secret)
    const issue = (fields: object) => {
      tenant.apiKeys.clear()
      tenant.apiKeys.fill([{ id: 'k', key, scopes: ['read'], revokedMs: null, expiresMs: null, ...fields } as never]) // as much of one as is looked at
    }
    issue({})
    expect(useIssuedKey(tenant, key, 5)).toEqual(['read'])
    expect(useIssuedKey(tenant, key, 7)).toEqual(['read'])
    expect(tenant.keyUses.get('k')).toEqual({ count: 2, lastMs: 7 })
    expect(useIssuedKey(tenant, `${key}x`, 7)).toEqual({ error: 'INVALID_API_KEY', message: 'The API key is unknown' })
    issue({ expiresMs: 10 })
    expect([useIssuedKey(tenant, key, 9), useIssuedKey(tenant, key, 10)]).toEqual([
      ['read'],
      { error: 'EXPIRED_API_KEY' },
    ])
    issue({ revokedMs: 3, expiresMs: 1 })
    expect(useIssuedKey(tenant, key, 9)).toEqual({ error: 'DEACTIVATED_API_KEY' })
  })
})
