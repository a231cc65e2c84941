import type { IncomingMessageLike, Reply } from '../../../mocks/core/message.ts'
import { jsonType } from '../../../mocks/core/reply.ts'
import type { SampleRequest } from '../requests.ts'
import type { Script } from './step.ts'

/** A request that a call makes beside the one that was asked for: a preflight, a token, a health check. */
export interface Aside {
  readonly method: string
  readonly target: string
  /** In the client's time. */
  readonly headMs: number
}

const pathOf = (target: string): string => {
  const path = target.split('?', 1)[0]?.replace(/\/{2,}/g, '/') ?? ''
  return path.length > 1 ? path.replace(/\/$/, '') : path
}

/** Asking what is possible changes nothing, wherever it is asked. */
const questions = ['OPTIONS', 'HEAD']

/**
 * Tells attempts of the asked request from whatever else a call sends. Attempts are requests of its method to its path,
 * and to where the script redirects. Another method on that path is an attempt that has changed, unless the call used it
 * before its first attempt, too.
 */
export function createAskedFilter({ method, path }: Pick<SampleRequest, 'method' | 'path'>, script: Script) {
  const asked = pathOf(path)
  const moved = script.flatMap(({ location }) => (location === undefined ? [] : [pathOf(location)]))
  const usual = new Set<string>()
  let hasBegun = false
  return (message: Pick<IncomingMessageLike, 'method' | 'target'>): 'attempt' | 'aside' => {
    const target = pathOf(message.target)
    // The base URL comes first, more than once where a client adds it again.
    const isPath = target.endsWith(asked) || (hasBegun && moved.some((one) => target.endsWith(one)))
    const name = `${message.method} ${target}`
    const isMethod = message.method === method || (hasBegun && !usual.has(name) && !questions.includes(message.method))
    if (isPath && isMethod) {
      hasBegun = true
      return 'attempt'
    }
    if (!hasBegun) usual.add(name)
    return 'aside'
  }
}

/** What an aside gets: enough to go on with, whether it wanted permission, a token or a sign of life. */
export function answerAside({ method, headers }: Pick<IncomingMessageLike, 'method' | 'headers'>): Reply {
  if (method === 'OPTIONS')
    return {
      status: 204,
      headers: [
        ...['Access-Control-Allow-Origin', String(headers.origin ?? '*')],
        ...['Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE'],
        ...['Access-Control-Allow-Headers', String(headers['access-control-request-headers'] ?? '*')],
      ],
      body: null,
    }
  const body = { status: 'ok', access_token: 'aion_test_aside_from_the_call', token_type: 'Bearer', expires_in: 3_600 }
  return { status: 200, headers: ['Content-Type', jsonType], body: method === 'HEAD' ? null : JSON.stringify(body) }
}
