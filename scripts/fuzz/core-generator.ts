import { faultText } from './arbitrary-plan.ts'
import type { Chance } from './chance.ts'
import { controlRequest } from './control-request.ts'
import type { Generator, Judged } from './generator.ts'
import { isEnvelopeText } from './is-envelope-text.ts'
import { mutateRequest } from './mutate-request.ts'
import { messageOf, type RawRequest, showRequest, textOf } from './raw-request.ts'
import type { Subject } from './subject.ts'

/** Sends one request; what it did that it must not, if anything, and its status. */
async function judge(request: RawRequest, { mock, takeFailure }: Subject): Promise<Judged> {
  const { outcome, attempt } = await mock.core.handle(messageOf(request))
  if (attempt) mock.journal.close(attempt)
  const isAskedFor = attempt?.fault != null
  if ('transport' in outcome)
    return { outcome: 'broken', ...(!isAskedFor && { problem: 'broke a connection unasked' }) }
  const { status } = outcome
  const text = await textOf(outcome.body)
  const failure = takeFailure()
  if (failure !== undefined) return { outcome: status, problem: failure }
  if (isAskedFor) return { outcome: status }
  if (status >= 500) return { outcome: status, problem: `answered ${status} unasked: ${text.slice(0, 300)}` }
  if (status >= 400 && !isEnvelopeText(text))
    return { outcome: status, problem: `answered ${status} without the envelope: ${text.slice(0, 300)}` }
  return { outcome: status }
}

async function judgeControl(request: RawRequest, { control }: Subject): Promise<Judged> {
  const { status, body } = await control(messageOf(request))
  // A stream of events goes on for ever, as it must.
  if (typeof body === 'object' && body !== null && !(body instanceof Uint8Array)) {
    await body[Symbol.asyncIterator]().return?.()
    return { outcome: status }
  }
  const text = await textOf(body)
  if (status >= 500) return { outcome: status, problem: `the control API answered ${status}: ${text.slice(0, 300)}` }
  if (status >= 400 && !isEnvelopeText(text))
    return { outcome: status, problem: `the control API answered ${status} without the envelope` }
  return { outcome: status }
}

/** A damaged request to the API, one in eight with a fault asked for. */
export function apiRequest(corpus: readonly RawRequest[], chance: Chance): RawRequest {
  const request = mutateRequest(chance.pick(corpus), chance)
  return chance.oneIn(8) ? { ...request, headers: { ...request.headers, 'mock-fault': faultText(chance) } } : request
}

/** Damaged requests to a mock in process: to its API, and one in ten to its control API. */
export const createCoreGenerator =
  (subject: Subject): Generator =>
  (chance) => {
    const isControl = chance.oneIn(10)
    const request = isControl ? controlRequest(chance) : apiRequest(subject.corpus(), chance)
    return {
      shown: showRequest(request),
      run: () => (isControl ? judgeControl(request, subject) : judge(request, subject)),
    }
  }
