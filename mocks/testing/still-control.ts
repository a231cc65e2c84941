import { nodePlatform } from '../adapters/node-platform.ts'
import { createCore } from '../core/core.ts'
import { recordAnswer, recordEnd } from '../journal/record.ts'
import { createControl } from '../server/control/control.ts'
import { createManualTime } from './manual-time.ts'
import { plainRequest } from './plain-request.ts'

/** A control API over a core in which time stands still, so that each of its answers is known whole. */
export function createStillControl() {
  const time = createManualTime()
  const core = createCore({ platform: nodePlatform, time, files: 2 })
  time.advance(90_000.25)
  const handle = createControl({
    core,
    time,
    host: '127.0.0.1',
    token: undefined,
    uuid: () => 'id-1',
    version: '1.2.3',
    basePath: '/api/v2',
    startedMs: 60_000,
  })

  async function send(method: string, target: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
    const {
      status,
      headers: lines,
      body: answer,
    } = await handle(
      plainRequest({
        method,
        target,
        headers: {
          host: '127.0.0.1:4010',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    )
    return { status, headers: lines, body: typeof answer === 'string' ? JSON.parse(answer) : answer }
  }
  async function call(target: string, headers = {}) {
    const request = plainRequest({
      target,
      headers: { authorization: 'Bearer aion_test_of_whole_answers', ...headers },
    })
    const { outcome, attempt } = await core.handle(request)
    if (!attempt || 'transport' in outcome) throw new Error('It was not journalled')
    recordAnswer(attempt, outcome, null)
    recordEnd(attempt, time.monotonic())
    core.journal.close(attempt)
  }
  return { core, time, send, call }
}

/** What each of its answers in JSON is sent with. */
export const jsonHeaders = [
  'X-Request-ID',
  'id-1',
  'Content-Type',
  'application/json; charset=utf-8',
  'Cache-Control',
  'no-store',
]
