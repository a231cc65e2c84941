import { describe, expect, it } from 'vitest'
import { startMockServer } from '../server/index.ts'

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
})
