import { inconclusive, type Look, notApplicable } from '../../rules/look.ts'
import type { CallRun } from '../run.ts'

/** Why a call shows nothing of HTTP/2: it sent nothing, or did not offer it; undefined when it did. */
export function notOverHttp2({ attempts: [first] }: CallRun): Look | undefined {
  if (!first) return inconclusive('sent nothing')
  return first.isHttp2 ? undefined : notApplicable('speaks HTTP/1.1, also over TLS where HTTP/2 is offered')
}
