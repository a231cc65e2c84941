import { describe, expect, test } from 'vitest'
import { createStillControl, jsonHeaders } from '../../testing/still-control.ts'

describe('scenarios', () => {
  test('are listed with what they do', async () => {
    const { send } = createStillControl()
    const { scenarios } = (await send('GET', '/__mock/scenarios')).body
    expect(scenarios.length).toBeGreaterThan(5)
    for (const scenario of scenarios)
      expect(scenario).toEqual({
        name: expect.stringMatching(/^[a-z0-9-]+$/),
        description: expect.stringMatching(/\w/),
      })
  })

  test('are loaded for everybody, or for one tenant', async () => {
    const { send, core } = createStillControl()
    const everybody = await send('POST', '/__mock/scenarios', { faults: [{ fault: { error: 'TIMEOUT' } }] })
    expect(everybody).toEqual({ status: 201, headers: jsonHeaders, body: { faults: core.faults.list() } })
    const { body } = await send('POST', '/__mock/scenarios', {
      tenant: 'ann',
      faults: [{ fault: { error: 'TIMEOUT' } }],
    })
    expect(body.faults).toMatchObject([{ tenant: 'ann' }])
    expect(core.faults.list()).toHaveLength(2)
  })

  test('that do not exist are refused with the near name', async () => {
    const { send } = createStillControl()
    const { status, body } = await send('POST', '/__mock/scenarios', { name: 'worst-dya' })
    expect([status, body.error.details.field]).toEqual([422, 'name'])
    expect(body.error.details.issue).toMatch(
      /^"?worst-dya"? is not a scenario \(.*, .*\)\. Did you mean "?worst-day"?\?$/,
    )
  })
})

describe('a reset', () => {
  test('is of one tenant, or of everything, with a body or without', async () => {
    const { send, core } = createStillControl()
    await core.tenants.get('ann')
    await core.tenants.get('bob')
    expect(await send('POST', '/__mock/reset', { tenant: 'ann' })).toMatchObject({ status: 204, body: null })
    expect(core.tenantNames()).toEqual(['bob'])
    expect((await send('POST', '/__mock/reset')).status).toBe(204)
    expect(core.tenantNames()).toEqual([])
  })
})
