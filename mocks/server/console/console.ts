import { randomUUID } from 'node:crypto'
import type { IncomingMessageLike, Reply } from '../../core/message.ts'
import { refusalReply } from '../../core/reply.ts'
import { controlPath } from '../control/control-path.ts'
import { type GuardRules, guardFiles } from '../control/guard.ts'
import { type ConsoleFile, notBuilt, pageName, readConsole } from './files.ts'
import type { Asked } from './mount.ts'

/** The page runs what lies beside it and nothing else, speaks to its own server only, and lies in no frame. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const fileReply = ({ type, text }: ConsoleFile, status = 200): Reply => ({
  status,
  headers: [
    'Content-Type',
    type,
    'Cache-Control',
    'no-store',
    'Content-Security-Policy',
    policy,
    'X-Content-Type-Options',
    'nosniff',
    'X-Frame-Options',
    'DENY',
    'Referrer-Policy',
    'no-referrer',
    'Cross-Origin-Opener-Policy',
    'same-origin',
    'Cross-Origin-Resource-Policy',
    'same-origin',
    'Vary',
    'Accept, Sec-Fetch-Dest',
  ],
  body: text,
})

/** The page under a tenant's own prefix loads its files from there, as a balancer routes them. */
const under = (prefix: string, page: ConsoleFile): ConsoleFile => ({
  ...page,
  text: page.text.replaceAll(`"${controlPath}/`, `"${prefix}/`),
})

/** Builds what answers for the files of the console; undefined for one that it does not have. */
export function createConsole(rules: GuardRules, files = readConsole()) {
  const page = files.get(pageName)
  return ({ name, prefix }: Asked, request: IncomingMessageLike): Reply | undefined => {
    const file = name === undefined ? page && under(prefix, page) : files.get(name)
    if (!file && name !== undefined) return undefined
    const refusal = guardFiles(request, rules)
    if (refusal) return refusalReply(refusal, { requestId: randomUUID(), nowMs: Date.now() })
    return file ? fileReply(file) : fileReply(notBuilt, 503)
  }
}
