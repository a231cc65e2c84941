import { describe, expect, test } from 'vitest'
import { createStillControl, jsonHeaders } from '../../testing/still-control.ts'

describe('a fault', () => {
  const { core, send } = createStillControl()

  test('is planned, listed, read and removed', async () => {
    const added = await send('POST', '/__mock/faults', { tenant: 'ann', fault: { error: 'TIMEOUT' }, times: 3 })
    const entry = {
      ...{ id: added.body.id, tenant: 'ann', match: {}, fault: { error: 'TIMEOUT' }, times: 3 },
      ...{ matched: 0, served: 0, remaining: 3, servings: [] },
    }
    const { match: _, ...wanted } = entry
    expect(added).toEqual({
      status: 201,
      headers: [...jsonHeaders, 'Location', `/__mock/faults/${entry.id}`],
      body: expect.objectContaining(wanted),
    })
    await send('POST', '/__mock/faults', { fault: { error: 'TIMEOUT' } })
    expect((await send('GET', '/__mock/faults')).body.faults).toHaveLength(2)
    expect((await send('GET', '/__mock/faults?tenant=ann')).body.faults).toHaveLength(2)
    expect((await send('GET', '/__mock/faults?tenant=bob')).body.faults).toHaveLength(1)
    expect((await send('GET', `/__mock/faults/${entry.id}`)).body).toEqual(added.body)
    expect(await send('DELETE', `/__mock/faults/${entry.id}`)).toEqual({
      status: 204,
      headers: ['X-Request-ID', 'id-1'],
      body: null,
    })
    expect(await send('GET', `/__mock/faults/${entry.id}`)).toMatchObject({
      status: 404,
      body: { error: { code: 'HTTP_404', message: `The plan has no entry ${entry.id}` }, request_id: 'id-1' },
    })
    expect((await send('DELETE', '/__mock/faults?tenant=ann')).status).toBe(204)
    expect(core.faults.list()).toHaveLength(1)
    expect((await send('DELETE', '/__mock/faults')).status).toBe(204)
    expect(core.faults.list()).toEqual([])
  })

  test('that the plan does not take is refused with its field', async () => {
    const body = { fault: { transport: 'h2-cancel' } }
    const answer = await send('POST', '/__mock/faults', body)
    expect(answer.status).toBe(422)
    expect(answer.body.error.details.field).toBe('fault.transport')
    expect(core.faults.list()).toEqual([])
  })
})
