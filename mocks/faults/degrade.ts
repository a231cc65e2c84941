import type { Outcome, Reply, TransportBreak } from '../core/message.ts'
import type { TimeSource } from '../core/time.ts'
import { bytesOf, firstHalf, missingBytes } from './body-bytes.ts'
import type { TransportKind } from './fault.ts'
import { slowly } from './slow-body.ts'

/** Whether a transport fault is less than itself where answers are `Response` objects and not bytes on a connection. */
export const isDegradedByFetch = (kind: TransportKind): boolean => kind !== 'slow-answer'

/** A body that gives these bytes and then does something else than to go on. */
function bodyThen(
  bytes: Uint8Array,
  then: () => Promise<IteratorResult<Uint8Array, undefined>>,
): AsyncIterable<Uint8Array> {
  let isGiven = false
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        if (isGiven) return then()
        isGiven = true
        return { done: false, value: bytes }
      },
      return: async () => ({ done: true, value: undefined }),
    }),
  }
}

type Degradation = (reply: Reply, time: TimeSource) => Promise<Outcome>

/** What fetch calls a network error: the adapter answers with one for every break that is left. */
const networkError: Degradation = async (reply) => ({ transport: 'reset', reply })

const asItIs: Degradation = async (reply) => reply

/** An answer whose body breaks off; without a body there is nothing but the network error. */
function withBody(
  cut: (bytes: Uint8Array, time: TimeSource) => AsyncIterable<Uint8Array>,
  promisedBeyond = 0,
): Degradation {
  return async (reply, time) => {
    const bytes = await bytesOf(reply.body)
    if (bytes.length === 0) return networkError(reply, time)
    const promised = ['Content-Length', String(bytes.length + promisedBeyond)]
    return { ...reply, headers: [...reply.headers, ...promised], body: cut(bytes, time) }
  }
}

/** The head and what there is of the body are seen before the break; at once with it they would be lost to it. */
const settleMs = 20

const breakOff = (time: TimeSource) => async () => {
  await time.sleep(settleMs)
  throw new TypeError('The connection broke off in the body')
}

const brokenHalf = withBody((bytes, time) => bodyThen(firstHalf(bytes), breakOff(time)))

const degradations: Readonly<Record<TransportKind, Degradation>> = {
  reset: networkError,
  close: networkError,
  garbage: networkError,
  'reset-mid-body': brokenHalf,
  'close-mid-body': brokenHalf,
  'malformed-chunk': brokenHalf,
  'short-body': withBody((bytes, time) => bodyThen(bytes, breakOff(time)), missingBytes),
  'stall-headers': async (reply) => ({ transport: 'stall-headers', reply }),
  'stall-body': withBody((bytes) => bodyThen(firstHalf(bytes), () => new Promise(() => undefined))),
  'slow-body': withBody((bytes, time) => slowly(bytes, (ms) => time.sleep(ms))),
  'early-hints': asItIs,
  'slow-answer': asItIs,
}

/**
 * The nearest thing to a transport fault that a fetch-shaped answer can be: a reply whose body breaks off, stands still or
 * drips; `stall-headers`, an answer that never comes; or `reset`, which stands for every network error.
 */
export function degrade({ transport, reply }: TransportBreak, time: TimeSource): Promise<Outcome> {
  return degradations[transport](reply, time)
}
