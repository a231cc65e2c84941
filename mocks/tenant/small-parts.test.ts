import { describe, expect, test } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { createAccount } from './account.ts'
import { createBoundedLog } from './bounded-log.ts'
import { deflate, inflate } from './compress.ts'
import { createFileIndex } from './file-index.ts'
import { allows, isScope, issueKey, prefixOf, scopes, tenantOfIssuedKey, useIssuedKey } from './issued-keys.ts'
import { exampleKey, isTenantName, isWellFormedKey } from './keys.ts'
import { limitsOf } from './limits.ts'
import { momentMs } from './moment-schema.ts'
import { queueWork } from './queue-work.ts'
import { createRateWindow } from './rate-window.ts'
import type { ChatRecord, FileRecord } from './record-types.ts'
import { iso, objectKey, settled } from './settled-file.ts'
import { cancelSubscription, isUnpaid, settleSubscription, subscriptionOf } from './subscription.ts'
import { createSharedBudgets, createTenant } from './tenant.ts'
import { applyTenantPatch } from './tenant-patch.ts'
import { createTokenUses } from './token-uses.ts'
import { doneAt, isOver, shareDone, stateOf } from './work.ts'

const nowMs = Date.UTC(2026, 0, 15, 12)
const create = (name = 'ann') => createTenant(name, createManualTime(nowMs), createSharedBudgets())

describe('a rate window', () => {
  test('opens with its first request and counts to its limit', () => {
    const window = createRateWindow()
    expect(window.kept()).toBeNull()
    expect([window.take(2, 1_000), window.take(2, 60_000), window.take(2, 60_999)]).toEqual([true, true, false])
    expect(window.state(2, 60_999)).toEqual({ limit: 2, remaining: 0, resetMs: 61_000 })
    expect(window.state(1, 60_999).remaining).toBe(0)
    expect(window.kept()).toEqual({ startMs: 1_000, used: 2 })
    expect([window.take(2, 61_000), window.state(2, 61_000)]).toEqual([
      true,
      { limit: 2, remaining: 1, resetMs: 121_000 },
    ])
  })

  test('opens anew when its clock is moved back, or when it is told to', () => {
    const window = createRateWindow(1_000)
    window.take(1, 5_000)
    expect(window.take(1, 4_999)).toBe(true)
    expect(window.state(1, 4_999).resetMs).toBe(5_999)
    window.reset()
    expect([window.kept(), window.take(1, 4_999)]).toEqual([null, true])
  })

  test('is what it was when it comes back', () => {
    const window = createRateWindow(1_000)
    window.restore({ startMs: 5_000, used: 3 })
    expect(window.state(5, 5_500)).toEqual({ limit: 5, remaining: 2, resetMs: 6_000 })
    window.restore(null)
    window.restore(undefined)
    expect(window.kept()).toEqual({ startMs: 5_000, used: 3 })
  })
})

describe('work', () => {
  const work = { queuedMs: 0, startMs: 500, endMs: 2_500, failure: null }

  test.each([
    [499, 'pending', 0],
    [500, 'processing', 0],
    [1_500, 'processing', 0.5],
    [2_499, 'processing', 0.9995],
    [2_500, 'completed', 1],
  ])('at %d ms is %s, done to %d', (atMs, state, share) => {
    expect([stateOf(work, atMs), shareDone(work, atMs), isOver(work, atMs)]).toEqual([state, share, atMs >= 2_500])
  })

  test('that fails has failed at its end', () => {
    const failing = { ...work, failure: { code: 'TIMEOUT', message: 'late' } } as const
    expect([stateOf(failing, 2_499), stateOf(failing, 2_500)]).toEqual(['processing', 'failed'])
    expect(doneAt(7)).toEqual({ queuedMs: 7, startMs: 7, endMs: 7, failure: null })
    expect(shareDone(doneAt(7), 7)).toBe(1)
  })

  test('takes half a second to begin and two to end, ten times as long where the provider is slow', () => {
    const tenant = create()
    expect(queueWork(tenant, 1_000)).toEqual({ queuedMs: 1_000, startMs: 1_500, endMs: 3_500, failure: null })
    expect(queueWork(tenant, 0, { waitMs: 1, durationMs: 2 })).toEqual({
      queuedMs: 0,
      startMs: 1,
      endMs: 3,
      failure: null,
    })
    tenant.provider = 'slow'
    expect(queueWork(tenant, 0)).toMatchObject({ startMs: 500, endMs: 20_500, failure: null })
    tenant.provider = 'down'
    expect(queueWork(tenant, 0)).toMatchObject({
      endMs: 2_500,
      failure: { code: 'VLM_PROVIDER_ERROR', message: 'The AI provider does not answer' },
    })
    expect(tenant.worksQueued).toBe(4)
  })

  test('fails as often as is asked for, exactly', () => {
    const tenant = create()
    tenant.failureShare = 0.25
    const fates = Array.from({ length: 8 }, () => queueWork(tenant, 0).failure)
    expect(fates.map((failure) => failure !== null)).toEqual([false, false, false, true, false, false, false, true])
    expect(fates[3]).toEqual({ code: 'IMAGE_PROCESSING_ERROR', message: 'The file could not be processed' })
  })
})

describe('a subscription', () => {
  test('that is cancelled lasts to the end of its month', () => {
    const tenant = create()
    expect([subscriptionOf(tenant, nowMs), isUnpaid(tenant, nowMs)]).toEqual(['active', false])
    cancelSubscription(tenant, nowMs)
    const endMs = Date.UTC(2026, 1, 1)
    expect([subscriptionOf(tenant, endMs - 1), subscriptionOf(tenant, endMs), isUnpaid(tenant, endMs)]).toEqual([
      'active',
      'canceled',
      true,
    ])
    tenant.subscription = 'past_due'
    expect([subscriptionOf(tenant, nowMs), isUnpaid(tenant, nowMs)]).toEqual(['past_due', true])
    settleSubscription(tenant)
    expect([tenant.subscription, tenant.account.subscriptionEndsMs]).toEqual(['active', null])
  })
})

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

test('names and keys have their form', () => {
  expect(['a', 'a-b_C9', 'x'.repeat(64)].map(isTenantName)).toEqual([true, true, true])
  expect(['', 'x'.repeat(65), 'a b', 'aion_test_a_of_the_tests_here', 5, undefined].map(isTenantName)).toEqual(
    Array(6).fill(false),
  )
  expect([
    isWellFormedKey(`aion_${'x'.repeat(20)}`),
    isWellFormedKey(`aion_${'x'.repeat(19)}`),
    isWellFormedKey(`xaion_${'x'.repeat(20)}`),
    isWellFormedKey(`aion_${'x'.repeat(20)}%`),
  ]).toEqual([true, false, false, false])
  expect(exampleKey).toBe('aion_test_name_of_your_choice')
})

test('a log keeps its newest entries', () => {
  const log = createBoundedLog<number>(10)
  log.fill([1, 2, 3])
  for (let entry = 4; entry <= 11; entry += 1) expect(log.create(entry)).toBe(entry)
  expect(log.all()).toHaveLength(11)
  log.create(12)
  expect(log.all()).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  log.clear()
  expect(log.all()).toEqual([])
})

test('a text comes back from its deflated bytes', async () => {
  const text = 'häh '.repeat(1_000)
  const bytes = await deflate(text)
  expect(bytes.length).toBeLessThan(200)
  expect(await inflate(bytes)).toBe(text)
})

test('a moment may be in small letters', () => {
  expect(momentMs('2026-01-15t12:00:00z')).toBe(nowMs)
})

test('the limits of a plan are lowered one by one', () => {
  const plan = { requestsPerMinute: 7 } as Parameters<typeof limitsOf>[0] // as much of one as is looked at
  expect(limitsOf(plan, { streamFileBytes: 5 })).toEqual({
    requestsPerMinute: 7,
    streamFileBytes: 5,
    streamMemoryBytes: 524_288_000,
  })
  expect(limitsOf(plan, { requestsPerMinute: 1 })).toMatchObject({ requestsPerMinute: 1, streamFileBytes: 104_857_600 })
})

test('a new account is a year old and has nothing yet', () => {
  expect(createAccount('ann', nowMs)).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
    name: 'ann',
    ...{ createdMs: Date.UTC(2025, 0, 15, 12), updatedMs: Date.UTC(2025, 0, 15, 12), closedMs: null, webhookUrl: null },
    ...{ allowedProviders: ['google', 'openai', 'anthropic'], allowedDomains: [], customConfig: {}, bucket: null },
    ...{ subscriptionEndsMs: null, prepaidCredits: 0, purchases: [] },
    ...{ loginUses: new Map(), creditsByDay: new Map(), requestsByHour: new Map() },
  })
})

describe('a patch', () => {
  test('changes what it names, and nothing else', () => {
    const tenant = create()
    const before = {
      plan: tenant.plan,
      subscription: tenant.subscription,
      provider: tenant.provider,
      failureShare: tenant.failureShare,
      usage: { ...tenant.usage },
      limits: { ...tenant.limitOverrides },
      stream: tenant.stream,
      offset: tenant.clock.offsetMs,
      skew: tenant.clock.skewSeconds,
    }
    const now = () => ({
      plan: tenant.plan,
      subscription: tenant.subscription,
      provider: tenant.provider,
      failureShare: tenant.failureShare,
      usage: { ...tenant.usage },
      limits: { ...tenant.limitOverrides },
      stream: tenant.stream,
      offset: tenant.clock.offsetMs,
      skew: tenant.clock.skewSeconds,
    })
    applyTenantPatch(tenant, {})
    expect(now()).toEqual(before)
    applyTenantPatch(tenant, {
      ...{
        plan: 'starter',
        subscription: 'past_due',
        usage: { descriptions: 7 },
        limits: { requestsPerMinute: 2, storageBytes: 5 },
      },
      ...{
        provider: 'slow',
        failureShare: 0.5,
        stream: { tokensPerSecond: 3 },
        clock: { advanceMs: 1_000, skewSeconds: 4 },
      },
    })
    expect(now()).toEqual({
      ...{
        plan: 'starter',
        subscription: 'past_due',
        usage: { ...before.usage, descriptions: 7 },
        limits: { requestsPerMinute: 2, storageBytes: 5 },
      },
      ...{ provider: 'slow', failureShare: 0.5, stream: { tokensPerSecond: 3 }, offset: 1_000, skew: 4 },
    })
    applyTenantPatch(tenant, { limits: { requestsPerMinute: null }, clock: { set: '2026-01-15T12:00:00Z' } })
    expect([now().limits, tenant.clock.offsetMs]).toEqual([{ storageBytes: 5 }, 0])
  })

  test('of the clock comes first: the usage with it is that of the month then', () => {
    const tenant = create()
    applyTenantPatch(tenant, { clock: { set: '2026-03-15T00:00:00Z' }, usage: { descriptions: 9 } })
    expect([tenant.usage.descriptions, tenant.cycleEndMs]).toEqual([9, Date.UTC(2026, 3, 1)])
    applyTenantPatch(tenant, { clock: { set: '2026-04-15T00:00:00Z' } })
    expect(tenant.usage.descriptions).toBe(0)
  })

  test('that makes the subscription active ends a cancellation', () => {
    const tenant = create()
    cancelSubscription(tenant, nowMs)
    applyTenantPatch(tenant, { subscription: 'active' })
    expect(tenant.account.subscriptionEndsMs).toBeNull()
  })
})

describe('the index of files', () => {
  const file = (id: string, createdMs: number, fields: Partial<FileRecord> = {}) =>
    ({
      ...settled({ id, createdMs }),
      media_type: 'image',
      ...fields,
      content_created_at: iso(createdMs),
    }) as FileRecord // as much of one as is looked at

  test('knows hashes, kinds, folders and ages', () => {
    const index = createFileIndex()
    const [a, b, c, d] = [
      file('000000aa', 3_000, { hash: 'h1', folder_id: 'f' }),
      file('000000bb', 1_000, { hash: '', media_type: 'video', folder_id: 'f' }),
      file('000000cc', 2_000, { hash: 'h3' }),
      file('000000ab', 3_000, { hash: 'h4' }),
    ]
    for (const one of [a, b, c, d]) index.created(one)
    const ids = () => index.byContent().map(({ id }) => id)
    expect(ids()).toEqual([b.id, c.id, a.id, d.id])
    expect([index.withHash('h1'), index.withHash('h3'), index.withHash(''), index.withHash('none')]).toEqual([
      a.id,
      c.id,
      undefined,
      undefined,
    ])
    expect([
      index.count('image'),
      index.count('video'),
      index.count('link'),
      index.inFolder('f'),
      index.inFolder('g'),
    ]).toEqual([3, 1, 0, 2, 0])
    const moved = { ...a, folder_id: 'g' }
    index.updated(a, moved)
    expect([index.inFolder('f'), index.inFolder('g'), index.byContent()[2]]).toEqual([1, 1, moved])
    index.deleted(c)
    expect([ids(), index.count('image'), index.withHash('h3')]).toEqual([[b.id, a.id, d.id], 2, undefined])
    index.created({ ...c, id: '000000dd' })
    index.deleted({ ...d, hash: 'h3' })
    expect(index.withHash('h3')).toBe('000000dd')
    index.cleared()
    expect([ids(), index.count('image'), index.inFolder('g'), index.withHash('h1')]).toEqual([[], 0, 0, undefined])
  })
})

test('a file that a tenant begins with is done, and its content some days older', () => {
  const id = '00001f00-0000-4000-8000-000000000001'
  expect(settled({ id, createdMs: nowMs })).toEqual({
    id,
    ...{
      title: null,
      tags: [],
      width: 0,
      height: 0,
      hash: '',
      upload_description: null,
      visible_text: null,
      folder_id: null,
    },
    ...{ created_at: '2026-01-15T12:00:00.000Z', content_created_at: '2026-01-14T12:00:00.000Z', updated_at: null },
    ...{ work: doneAt(nowMs), variantsMs: nowMs, document: null, link: null, video: null },
  })
  expect(objectKey('ann', { id: 'i', filename: 'f.png' })).toBe('tenants/ann/i/f.png')
})

describe('tokens', () => {
  const image = (fields: object) =>
    ({
      ...settled({ id: 'f', createdMs: 5 }),
      media_type: 'image',
      filename: 'a.png',
      width: 513,
      height: 512,
      upload_description: 'x'.repeat(9),
      ...fields,
    }) as unknown as FileRecord // as much of one as is looked at
  const used = { id: 'f', chatId: null, filename: 'a.png', atMs: 5, input: 425, output: 3 }

  test('are used by what is described', () => {
    const uses = createTokenUses()
    uses.files.created(image({ upload_description: null }))
    uses.files.created(image({ media_type: 'link' }))
    uses.files.created(image({ work: null }))
    expect(uses.all()).toEqual([])
    uses.files.updated(image({}), image({}))
    uses.files.created(image({ width: 10_000 }))
    expect(uses.all()).toEqual([used])
    uses.files.deleted(image({}))
    uses.files.cleared()
    uses.files.created(image({ id: 'v', media_type: 'video', width: 0, height: 0 }))
    expect(uses.all()[1]).toMatchObject({ id: 'v', input: 255 })
  })

  test('are used by messages, once', () => {
    const uses = createTokenUses()
    const chat = {
      id: 'c',
      messages: [
        { id: 'q', role: 'user', tokens: 3, createdMs: 1 },
        { id: 'a', role: 'assistant', tokens: 8, createdMs: 2 },
      ],
    } as unknown as ChatRecord // as above
    uses.chats.created(chat)
    uses.chats.updated(chat, chat)
    expect(uses.all()).toEqual([
      { id: 'q', chatId: 'c', filename: null, atMs: 1, input: 3, output: 0 },
      { id: 'a', chatId: 'c', filename: null, atMs: 2, input: 0, output: 8 },
    ])
    uses.clear()
    uses.fill([{ ...used, id: 'old' }])
    expect(uses.all()).toEqual([{ ...used, id: 'old' }])
  })

  test('are remembered for the last twenty thousand', () => {
    const uses = createTokenUses()
    for (let id = 0; id <= 20_000; id += 1) uses.create({ ...used, id: String(id) })
    expect([uses.all().length, uses.all()[0]?.id]).toEqual([20_000, '1'])
  })
})
