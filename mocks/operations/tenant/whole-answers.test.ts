import { expect, test } from 'vitest'
import { memberPassword } from '../../../fixtures/members.ts'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { bySession, byToken, openBase, transcript } from '../../testing/transcript.ts'

test('members are invited, changed and removed', async () => {
  const text = await transcript(async ({ ask: send, mock, wait }) => {
    const ask = (line: string, body?: unknown) => send(line, body, bySession)
    await ask('GET /tenant/members')
    await ask('POST /tenant/members/invite', { email: 'ADMIN@example.com' })
    const { json } = await ask('POST /tenant/members/invite', { email: 'new@example.com', role: 'editor' })
    await ask('POST /tenant/members/invite', { email: 'new@example.com' })
    const login = { email: 'admin@example.com', password: memberPassword }
    wait(1_000)
    const { json: first } = await mock.send('POST', `${openBase}/auth/session/login`, { body: login })
    wait(1_000)
    await mock.send('POST', `${openBase}/auth/session/login`, { body: login })
    wait(1_000)
    await mock.send('GET', '/user/profile', byToken(first.session_token))
    await ask('GET /tenant/members')
    await ask(`PATCH /tenant/members/${id.editor.toUpperCase()}/role`, { role: 'admin' })
    await ask(`PATCH /tenant/members/${json.id}/role`, { role: 'viewer' })
    await ask(`PATCH /tenant/members/${id.owner}/role`, { role: 'viewer' })
    await ask(`PATCH /tenant/members/${id.nobody}/role`, { role: 'viewer' })
    await send(`DELETE /tenant/members/${id.admin}`, undefined, byToken(first.session_token))
    for (const member of [id.owner, id.nobody, id.admin]) await ask(`DELETE /tenant/members/${member}`)
    await send('GET /user/profile', undefined, byToken(first.session_token))
    await ask('GET /tenant/members')
    const tenant = await mock.tenant()
    tenant.account.allowedDomains = ['example.org']
    await ask('POST /tenant/members/invite', { email: 'x@example.com' })
  })
  expect(text).toMatchSnapshot()
})

test('settings are read and changed one by one', async () => {
  const text = await transcript(async ({ ask: send, mock, wait }) => {
    const ask = (line: string, body?: unknown) => send(line, body, bySession)
    const tenant = await mock.tenant()
    tenant.account.creditsByDay.set(0, 3)
    tenant.account.creditsByDay.set(86_400_000, 4)
    tenant.usage.descriptions = 5
    tenant.account.subscriptionEndsMs = mock.time.now() + 2_000
    await ask('GET /tenant/settings')
    wait(1_000)
    const changes = [
      { name: 'Acme' },
      { webhook_url: 'https://example.com/hook' },
      { allowed_vlm_providers: ['openai', 'anthropic', 'google'] },
      { allowed_domains: ['example.com'] },
      { custom_config: { a: 1 } },
      { name: null, webhook_url: null, allowed_vlm_providers: null, allowed_domains: null, custom_config: null },
      { allowed_vlm_providers: ['openai', 'opnai'] },
      {},
    ]
    for (const body of changes) await ask('PATCH /tenant/settings', body)
    tenant.account.closedMs = 1
    mock.time.advance(17 * 86_400_000)
    await ask('GET /tenant/settings')
    tenant.account.closedMs = null
    tenant.account.subscriptionEndsMs = null
    await ask('GET /tenant/settings')
  })
  expect(text).toMatchSnapshot()
})

test('a bucket of its own ends as its name says', async () => {
  const text = await transcript(async ({ ask: send }) => {
    const ask = (line: string, body?: unknown) => send(line, body, bySession)
    const keys = { access_key_id: 'A'.repeat(16), secret_access_key: 'B'.repeat(20), region: 'eu-central-1' }
    await ask('GET /tenant/s3-config')
    await ask('POST /tenant/s3-config/validate')
    await ask('DELETE /tenant/s3-config')
    for (const bucket_name of ['missing-one', 'denied-one', 'my-missing', 'revoked-one']) {
      await send('POST /tenant/s3-config', { ...keys, bucket_name }, bySession)
      await ask('POST /tenant/s3-config/validate')
      await ask('GET /tenant/s3-config')
    }
    for (let count = 0; count < 2; count += 1) await ask('DELETE /tenant/s3-config')
    await ask('GET /tenant/s3-config')
  })
  expect(text).toMatchSnapshot()
})
