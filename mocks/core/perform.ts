import type { OperationId } from '../../contracts/operations/index.ts'
import { type AdmissionRules, admit } from './admit.ts'
import type { Exchange } from './exchange.ts'
import { lazily } from './lazily.ts'
import {
  BodyAborted,
  invalid,
  isPromise,
  type MaybePromise,
  type Refusal,
  type Reply,
  refuse,
  whenReady,
} from './message.ts'
import type { Surroundings } from './run-operation.ts'

export interface PerformOptions extends AdmissionRules, Surroundings {
  /** Told of what an operation throws; the client sees HTTP_500. */
  readonly onError: ((error: unknown, requestId: string) => void) | undefined
  /** Sees each success of an operation before it is sent. */
  readonly onSuccess: ((operation: OperationId, reply: Reply) => void) | undefined
}

/** Builds the function that admits a request and runs its operation. */
export function createPerformer(options: PerformOptions): (exchange: Exchange) => MaybePromise<Reply | Refusal> {
  /** Loaded with the first operation: refusals and faults need none of it, and in a browser's bundle it is the larger part. */
  const loadRunner = lazily(async () => (await import('./run-operation.ts')).runOperation)

  /** Admits the request and runs its operation; what that throws becomes HTTP_500. */
  return function perform(exchange: Exchange): MaybePromise<Reply | Refusal> {
    const failed = (error: unknown): Refusal => {
      if (error instanceof BodyAborted) return invalid('body', 'Ended before its declared length', 400)
      options.onError?.(error, exchange.requestId)
      return refuse('HTTP_500')
    }
    try {
      const { match } = exchange
      if (exchange.request.method === 'OPTIONS' && match && 'allow' in match)
        return { status: 204, headers: ['Allow', match.allow.join(', ')], body: null }
      const route = admit(exchange, options)
      if ('error' in route) return route
      const ran = whenReady(loadRunner(), (run) => run(exchange, route, options))
      const result = whenReady(ran, (outcome) => {
        if (!('error' in outcome)) options.onSuccess?.(route.id, outcome)
        return outcome
      })
      return isPromise(result) ? result.catch(failed) : result
    } catch (error) {
      return failed(error)
    }
  }
}
