import { describe, expect, test } from 'vitest'
import { createStillControl } from '../../testing/still-control.ts'

describe('what the control API refuses', () => {
  const { send, core } = createStillControl()
  const refused = async (...args: Parameters<typeof send>) => {
    const { status, headers, body } = await send(...args)
    return { status, headers, ...body.error }
  }

  test('a path that it does not have, with the near one', async () => {
    expect(await refused('GET', '/__mock/heath')).toMatchObject({
      status: 404,
      code: 'HTTP_404',
      message: expect.stringMatching(
        /^The control API has no "?\/__mock\/heath"?\. Did you mean "?\/__mock\/health"?\?$/,
      ),
    })
  })

  test('a method, with those that will do', async () => {
    const { status, message, headers } = await refused('PUT', '/__mock/reset')
    expect([status, message]).toEqual([405, 'PUT is not allowed here; allowed: POST, OPTIONS'])
    expect(headers.slice(-2)).toEqual(['Allow', 'POST, OPTIONS'])
  })

  test('a tenant that is no name', async () => {
    expect(await refused('GET', '/t/a%20b/__mock/health')).toMatchObject({
      status: 422,
      message: 'tenant: Must be 1 to 64 letters, digits, _ or -; of a key, what follows aion_test_',
    })
  })

  test('a body where one is needed and there is none, or that is not JSON', async () => {
    expect(await refused('POST', '/__mock/faults')).toMatchObject({
      status: 400,
      message: expect.stringMatching(/^body: Is required/),
    })
    expect(await refused('POST', '/__mock/faults', '{')).toMatchObject({ status: 400 })
  })

  test('a call by the path of one tenant for another', async () => {
    expect(await refused('GET', '/t/ann/__mock/tenants/bob')).toMatchObject({
      status: 422,
      details: { field: 'name', issue: 'Is bob, but what goes by /t/ann is for ann only' },
    })
  })

  test('a body that breaks off, and what fails inside', async () => {
    expect(await refused('POST', '/__mock/reset', '{"tenant":""}')).toMatchObject({
      status: 422,
      details: { field: 'tenant' },
    })
    const get = core.tenants.get
    Object.assign(core.tenants, { get: () => Promise.reject(new Error('no world today')) })
    expect(await refused('GET', '/__mock/tenants/ann')).toMatchObject({
      status: 500,
      code: 'HTTP_500',
      message: 'The control API failed: Error: no world today',
    })
    Object.assign(core.tenants, { get })
  })
})
