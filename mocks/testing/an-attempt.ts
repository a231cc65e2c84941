import type { Attempt } from '../journal/journal.ts'

type Given = Omit<Partial<Attempt>, 'times'> & { readonly startMs?: number; readonly tookMs?: number | null }

/** An attempt for tests: a read that went well, but for what is given. */
export function anAttempt({ id = 1, startMs = id * 1_000, tookMs = 5, ...given }: Given = {}): Attempt {
  return {
    id,
    tenant: 'me',
    operation: 'listFiles',
    method: 'GET',
    target: '/api/v2/user-files',
    headers: [],
    connection: 1,
    atMs: 0,
    requestId: `request-${id}`,
    times: {
      connectedMs: 0,
      headMs: startMs,
      bodyEndMs: null,
      responseHeadMs: tookMs === null ? null : startMs + tookMs,
      responseEndMs: tookMs === null ? null : startMs + tookMs,
      faultMs: null,
    },
    body: null,
    status: 200,
    answerBytes: 2,
    retryAfter: null,
    fault: null,
    warnings: [],
    ...given,
  }
}
