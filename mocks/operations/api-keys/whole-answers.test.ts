import { expect, test } from 'vitest'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { bySession, transcript } from '../../testing/transcript.ts'

test('keys are made, used, changed and revoked', async () => {
  const text = await transcript(async ({ ask: send, wait }) => {
    const ask = (line: string, body?: unknown) => send(line, body, bySession)
    const expires_at = '2026-01-15T12:00:03Z'
    const { json: plain } = await ask('POST /api-keys', { name: 'plain' })
    const scopes = ['write', 'admin']
    const { json: full } = await ask('POST /api-keys', { name: 'full', description: 'd', metadata: { a: 1 }, scopes })
    await ask('POST /api-keys', { name: 'short', expires_at, metadata: null })
    for (let count = 0; count < 2; count += 1) {
      wait(1_000)
      await send('GET /folders', undefined, { as: null, headers: { authorization: `Bearer ${plain.api_key}` } })
    }
    await ask('GET /api-keys')
    for (const query of ['limit=1', 'limit=1&offset=1', 'offset=2', 'limit=2&offset=1'])
      await ask(`GET /api-keys?${query}`)
    wait(999)
    await ask('GET /api-keys?offset=2')
    wait(1)
    await ask('GET /api-keys?offset=2')
    await ask('GET /api-keys?include_inactive=true&offset=2')
    await ask(`GET /api-keys/${full.id.toUpperCase()}`)
    for (const change of [
      { name: 'other' },
      { name: null, description: null },
      { metadata: { b: 2 } },
      { metadata: null },
    ])
      await ask(`PUT /api-keys/${full.id}`, change)
    await ask(`DELETE /api-keys/${full.id}?reason=old`)
    wait(1_000)
    await ask(`DELETE /api-keys/${full.id}`)
    await ask(`GET /api-keys/${full.id}`)
    await ask('GET /api-keys')
  })
  expect(text).toMatchSnapshot()
})

test('a key that cannot be', async () => {
  const text = await transcript(async ({ ask: send, mock, note }) => {
    const ask = (line: string, body?: unknown) => send(line, body, bySession)
    await ask('POST /api-keys', { name: 'a', scopes: ['read', 'reed'] })
    for (const name of ['tenant_id', 'user_id', 'key_id', '_own', 'own_'])
      await ask('POST /api-keys', { name: 'a', metadata: { fine: 1, [name]: 1 } })
    const { json } = await ask('GET /api-keys')
    await ask(`PUT /api-keys/${json.api_keys[0].id}`, { name: 'b', metadata: { _own: 1 } })
    await ask(`GET /api-keys/${id.nobody}`)
    await ask(`PUT /api-keys/${id.nobody}`, { name: 'b' })
    await ask(`DELETE /api-keys/${id.nobody}`)
    const record = (await mock.tenant()).apiKeys.all()[0]
    note('what is kept', record)
  })
  expect(text).toMatchSnapshot()
})
