import type { CallRequest } from '../../../fixtures/clients/call.ts'
import type { TimeSource } from '../../../mocks/core/time.ts'
import { benchKey } from '../bench-key.ts'
import { readSettled } from '../outcome.ts'
import { operationOf, type SampleRequest } from '../requests.ts'
import { defaultTimeoutMs, type Scenario } from '../scenario.ts'
import type { ScriptServer } from '../script/server.ts'
import { callBody } from './call-body.ts'
import type { CallState } from './read-runs.ts'

/** What one call of a scenario is given: `index` makes its body differ from those of the others. */
export function assignmentOf(
  scenario: Scenario,
  request: SampleRequest,
  { baseUrl, signal, index }: { readonly baseUrl: string; readonly signal: AbortSignal; readonly index: number },
): CallRequest {
  const { timeoutMs = defaultTimeoutMs, deadlineMs, maxAttempts, body = 'json' } = scenario
  const { method, path } = request
  return {
    baseUrl,
    apiKey: benchKey,
    operation: operationOf(request),
    method,
    path,
    signal,
    timeoutMs,
    ...callBody(request, index, body),
    ...(deadlineMs !== undefined && { deadlineMs }),
    ...(maxAttempts !== undefined && { maxAttempts }),
  }
}

/** Makes one logical call. `begun` is told of its state at once; it is complete when the promise resolves. */
export async function callOnce(
  call: () => unknown,
  { attempts }: Pick<ScriptServer, 'attempts'>,
  time: Pick<TimeSource, 'monotonic'>,
  begun: (state: CallState) => void,
): Promise<void> {
  const from = attempts.length
  const state: CallState = { outcome: null, startedMs: time.monotonic(), settledMs: null, from, until: null }
  begun(state)
  // Called inside a promise, so that a client that throws at once is treated as one that rejects.
  const [result] = await Promise.allSettled([Promise.resolve().then(call)])
  const settledMs = time.monotonic()
  const until = attempts.length
  const outcome = await readSettled(result)
  Object.assign(state, { outcome, until, settledMs })
}
