import { invalid, type Refusal } from '../../core/message.ts'
import { openUrl } from '../open-url.ts'
import type { Handler } from '../operation.ts'
import { issueTicket, redeemTicket } from '../tickets.ts'
import { connectionBody } from './connections.ts'
import { driveUser, provider as known } from './drive.ts'

const refuseProvider = (provider: string): Refusal | undefined =>
  provider === known ? undefined : invalid('provider', `Must be ${known}`, 400)

function isWebUrl(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '')
}

/** The URL leads straight back, to the caller's page or to the mock's own: the drive that the mock plays asks nobody. */
export const initiateCloudAuth: Handler<'initiateCloudAuth'> = async (call) => {
  const { provider } = call.params
  const { provider: named, redirect_uri: redirect } = call.body
  const refusal = refuseProvider(provider) ?? refuseProvider(named)
  if (refusal) return refusal
  if (redirect != null && !isWebUrl(redirect)) return invalid('redirect_uri', 'Must be an http or https URL', 400)
  const { id: state } = await issueTicket(call, 'drive', { subject: provider })
  const back = new URL(redirect ?? openUrl(call, `/cloud-storage/auth/${provider}/callback`))
  back.searchParams.set('code', 'drive-code')
  back.searchParams.set('state', state)
  return { body: { authorization_url: back.href, state, provider } }
}

/** Text of others inside a script: no `<` that could end it. */
const inScript = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c')

export const redirectCloudAuth: Handler<'redirectCloudAuth'> = ({ params, query }) => {
  const message = { type: 'cloud-storage-auth', provider: params.provider, ...query }
  const html = `<!doctype html><meta charset="utf-8"><title>Connected</title><p>You can close this window.</p><script>window.opener?.postMessage(${inScript(message)}, '*'); window.close()</script>`
  return refuseProvider(params.provider) ?? { stream: html, headers: ['Content-Type', 'text/html; charset=utf-8'] }
}

export const completeCloudAuth: Handler<'completeCloudAuth'> = (call) =>
  call.tenant.alone(async () => {
    const { tenant, params, body, nowMs, platform } = call
    const refusal = refuseProvider(params.provider)
    if (refusal) return refusal
    if (body.code === '') return invalid('code', 'Must not be empty', 400)
    const ticket = await redeemTicket(call, ['drive'], body.state, 'state')
    if ('error' in ticket) return ticket
    const standing = tenant.connections.all().find(({ isActive }) => isActive)
    const connection =
      standing ??
      (await tenant.connections.create({
        id: platform.uuid(),
        provider: params.provider,
        ...driveUser,
        createdMs: nowMs,
        lastUsedMs: null,
        isActive: true,
      }))
    return { body: { connection: connectionBody(connection), is_new: standing === undefined } }
  })
