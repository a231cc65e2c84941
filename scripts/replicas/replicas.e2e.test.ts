import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { commandLine } from '../testing/command-line.ts'
import { type Balancer, type BalancerName, balancers, startBalancer, whyNoBalancer } from './start-balancer.ts'
import { type Replica, startReplicas } from './start-replicas.ts'
import { type Call, createCaller, liveThrough, seesOwnWorld } from './tenant-session.ts'

const program = [commandLine]
/** Small worlds: they are made 200 times. */
const flags = ['--files', '1']
const names = Object.keys(balancers) as BalancerName[] // keys of a literal record
const absent = new Map(names.map((name) => [name, whyNoBalancer(name)]))
const present = names.filter((name) => absent.get(name) === undefined)

let replicas: Replica[] = []
const open: (() => void | Promise<void>)[] = []
beforeAll(async () => {
  if (present.length > 0) replicas = await startReplicas(4, program, flags)
})
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})
afterAll(() => Promise.all(replicas.map((replica) => replica.kill())))

const callerOf = (target: Parameters<typeof createCaller>[0]): Call => {
  const caller = createCaller(target)
  open.push(caller.close)
  return caller.call
}

async function balancerOf(name: BalancerName, change?: Record<string, string>): Promise<Balancer> {
  const balancer = await startBalancer(
    name,
    replicas.map(({ port }) => port),
    change,
  )
  open.push(balancer.close)
  return balancer
}

/** Where a tenant lives, asked by one of the ways that lead to it. */
const homeOf = async (call: Call, path: string, key: string) => (await call('GET', path, key)).header('mock-replica')

describe.each(names)('%s', (name) => {
  const why = absent.get(name)
  const tenants = Array.from({ length: 200 }, (_, index) => `${name}_tenant_${index}`)
  /** Each check of a replica comes sooner than in the guide, so that the test need not wait. */
  const hasty = name === 'haproxy' ? { 'inter 1s': 'inter 50ms' } : {}

  test('every way to a tenant leads to the same replica', async ({ skip }) => {
    if (why) skip(why)
    const call = callerOf(await balancerOf(name))
    const ways = [
      ['/api/v2/folders', 'aion_test_session_of_anne'],
      ['/t/session_of_anne/api/v2/folders', 'aion_test_somebody_else_here'],
      ['/t/session_of_anne/__mock/tenants', ''],
      ['/api/v2/folders', 'session_session_of_anne'],
      ['/api/v2/folders', 'session_session_of_anne.0123456789abcdef'],
      ['/api/v2/folders', `aion_key_session_of_anne_${'0'.repeat(32)}`],
    ] as const
    const homes = await Promise.all(ways.map(([path, key]) => homeOf(call, path, key)))
    expect(new Set(homes).size).toBe(1)
    const passing = Array.from({ length: 40 }, (_, index) => `aion_test_${name}_passing_${index}`)
    const others = await Promise.all(passing.map((key) => homeOf(call, '/api/v2/folders', key)))
    expect(new Set(others).size).toBe(4)
  })

  test('a control call for all tenants is refused in the envelope, the health is not', async ({ skip }) => {
    if (why) skip(why)
    const call = callerOf(await balancerOf(name))
    expect(await call('GET', '/__mock/faults', '')).toMatchObject({
      status: 422,
      json: { error: { code: 'VALIDATION_ERROR' }, request_id: expect.any(String) },
    })
    expect(await call('GET', '/__mock/health', '')).toMatchObject({ status: 200, json: { status: 'ok' } })
  })

  test('200 tenants at once see what one sees alone; when a replica is lost, those of the others notice nothing', async ({
    skip,
  }) => {
    if (why) skip(why)
    const [, lost] = replicas
    if (!lost) throw new Error('There are four replicas')
    const [alone] = await startReplicas(1, program, flags)
    open.push(() => alone?.kill())
    const expected = await liveThrough(callerOf({ port: alone?.port ?? 0 }), 'tenant_alone')

    const call = callerOf(await balancerOf(name, hasty))
    expect(await Promise.all(tenants.map((tenant) => liveThrough(call, tenant)))).toEqual(tenants.map(() => expected))

    const homes = await Promise.all(tenants.map((tenant) => homeOf(call, '/api/v2/folders', `aion_test_${tenant}`)))
    const lostHome = await homeOfReplica(lost, homes, tenants)
    const ofTheLost = tenants.filter((_, index) => homes[index] === lostHome)
    const ofTheOthers = tenants.filter((_, index) => homes[index] !== lostHome)
    expect(ofTheOthers.length).toBeGreaterThan(100)

    let done = 0
    const fiveTimes = async (tenant: string) => {
      const seen: boolean[] = []
      for (let round = 0; round < 5; round++) {
        seen.push(await seesOwnWorld(call, tenant))
        if (++done === 250) await lost.kill()
      }
      return seen
    }
    const seen = new Map(await Promise.all(tenants.map(async (tenant) => [tenant, await fiveTimes(tenant)] as const)))
    expect(ofTheOthers.filter((tenant) => seen.get(tenant)?.includes(false))).toEqual([])
    expect(ofTheLost.filter((tenant) => seen.get(tenant)?.includes(false)).length).toBeGreaterThan(0)

    if (name === 'haproxy') await expectToBeginAnew(call, ofTheLost, lostHome)
    replicas = replicas.with(1, ...((await startReplicas(1, program, flags)) as [Replica]))
  }, 120_000)
})

/** The name that the balancer has for a replica, found by a tenant that lives there. */
async function homeOfReplica(replica: Replica, homes: readonly (string | undefined)[], tenants: readonly string[]) {
  const call = callerOf({ port: replica.port })
  const { tenants: living } = (await call('GET', '/__mock/tenants', '')).json
  const index = tenants.findIndex((tenant) => (living as string[]).includes(tenant)) // the names of tenants
  return homes[index]
}

/** The tenants of a lost replica find new worlds on the others once the balancer has noticed. */
async function expectToBeginAnew(call: Call, tenants: readonly string[], lostHome: string | undefined) {
  for (const tenant of tenants) {
    let answer = await call('GET', '/api/v2/folders', `aion_test_${tenant}`)
    while (answer.status !== 200) {
      await setTimeout(20)
      answer = await call('GET', '/api/v2/folders', `aion_test_${tenant}`)
    }
    expect(answer.header('mock-replica')).not.toBe(lostHome)
    expect(JSON.stringify(answer.json)).not.toContain(`Folder of ${tenant}`)
  }
}
