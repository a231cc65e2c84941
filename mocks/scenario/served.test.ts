import { describe, expect, it } from 'vitest'
import { startMockServer } from '../server/index.ts'
import { worldOf } from '../testing/world-of.ts'

describe('a server that begins with a scenario', () => {
  const statuses = async (url: string, count: number) => {
    const seen: number[] = []
    for (let i = 0; i < count; i += 1)
      seen.push(
        (await fetch(`${url}/user-files`, { headers: { Authorization: 'Bearer aion_test_name_of_your_choice' } }))
          .status,
      )
    return seen
  }

  it('plays one by its name: the key expires in the middle of the session', async () => {
    await using mock = await startMockServer({ scenario: 'expired-key', files: 1 })
    expect(await statuses(mock.url, 12)).toEqual([...Array.from({ length: 10 }, () => 200), 401, 401])
  })

  it('plays one from code', async () => {
    await using mock = await startMockServer({ scenario: { faults: [{ fault: { error: 'HTTP_500' } }] }, files: 1 })
    expect(await statuses(mock.url, 2)).toEqual([500, 200])
    expect(() => mock.faults.assertAllServed()).not.toThrow()
  })

  it('does not start with one that cannot be read', async () => {
    await expect(startMockServer({ scenario: 'expired-kay' })).rejects.toThrow(/Did you mean expired-key/)
    const wrong = { faults: [{ fault: { error: 'TIMEOT' } }] }
    // @ts-expect-error: no such code
    await expect(startMockServer({ scenario: wrong })).rejects.toThrow(/faults\.0\.fault\.error/)
  })

  it('begins with it again after a reset, and forgets what came later', async () => {
    const scenario = {
      stream: { tokensPerSecond: 7 },
      tenants: { name_of_your_choice: { plan: 'starter' } },
      faults: [{ fault: { error: 'TIMEOUT' } }, { fault: { error: 'HTTP_500' }, tenant: 'name_of_your_choice' }],
    } as const
    await using mock = await startMockServer({ scenario, files: 1 })
    const planned = () => mock.faults.list().map(({ fault, tenant, served }) => ({ fault, tenant, served }))
    const asStarted = planned()
    const control = (method: string, path: string, body?: object) =>
      fetch(mock.control + path, {
        method,
        ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
      })
    const tenant = async () => (await control('GET', '/tenants/name_of_your_choice')).json()
    expect(await tenant()).toMatchObject({ plan: 'starter', records: { files: 16 } })

    await statuses(mock.url, 2)
    mock.faults.next('HTTP_402')
    await control('PATCH', '/tenants/name_of_your_choice', { plan: 'enterprise' })
    await control('POST', '/scenarios', { stream: { tokensPerSecond: 1 }, faults: scenario.faults })
    await control('POST', '/reset')
    expect(planned()).toEqual(asStarted)
    expect(await tenant()).toMatchObject({ plan: 'starter' })
    expect((await worldOf(mock, 'name_of_your_choice')).stream).toEqual({ tokensPerSecond: 7 })
    expect(await statuses(mock.url, 3)).toEqual([503, 500, 200])

    await control('POST', '/reset', { tenant: 'name_of_your_choice' })
    expect(mock.faults.leftovers().map(({ tenant: whose }) => whose)).toEqual(['name_of_your_choice'])
  })
})
