import { invalid, refuse } from '../../core/message.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'
import { findTicket, issueTicket } from '../tickets.ts'
import { findConnection } from './connections.ts'
import { driveFiles, driveUser } from './drive.ts'

/** The drive's own token stays with the API; what stands in its place is the session's. */
export const getPickerToken: Handler<'getPickerToken'> = async (call) => {
  const connection = findConnection(call.tenant, call.params.connection_id)
  if ('error' in connection) return connection
  const ticket = await issueTicket(call, 'picker', { subject: connection.id })
  return {
    body: {
      session: {
        session_id: ticket.id,
        access_token: ticket.id,
        app_id: 'aion-contract-mock',
        developer_key: 'aion-contract-mock',
        expires_at: iso(ticket.expiresMs),
      },
    },
  }
}

const endpointPattern = /^(?:about|files(?:\/([^/]+)(?:\/export)?)?)$/

export const proxyPicker: Handler<'proxyPicker'> = (call) => {
  const { tenant, body, nowMs } = call
  const ticket = findTicket(call, ['picker'], body.session_id)
  if (!ticket) return refuse('EXPIRED_API_KEY', { message: 'The session of the picker has expired; open another' })
  const connection = findConnection(tenant, ticket.subject)
  if ('error' in connection) return connection
  const match = endpointPattern.exec(body.endpoint.replace(/^\//, ''))
  if (!match) return invalid('endpoint', 'Must be about, files, files/{id} or files/{id}/export', 400)
  if (match[0] === 'about')
    return { body: { data: { user: { emailAddress: driveUser.email, displayName: driveUser.displayName } } } }
  const files = driveFiles(tenant, nowMs)
  if (match[1] === undefined) return { body: { data: { files } } }
  const file = files.find(({ id }) => id === match[1])
  return file ? { body: { data: { ...file } } } : refuse('HTTP_404', { message: `The drive has no file ${match[1]}` })
}
