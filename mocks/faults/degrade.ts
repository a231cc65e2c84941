import type { Outcome, Reply, TransportBreak } from '../message.ts'
import type { TimeSource } from '../time.ts'
import { bytesOf, firstHalf } from './body-bytes.ts'
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
function withBody(cut: (bytes: Uint8Array, time: TimeSource) => AsyncIterable<Uint8Array>): Degradation {
  return async (reply, time) => {
    const bytes = await bytesOf(reply.body)
    if (bytes.length === 0) return networkError(reply, time)
    return { ...reply, headers: [...reply.headers, 'Content-Length', String(bytes.length)], body: cut(bytes, time) }
  }
}

const breakOff = async () => {
  throw new TypeError('The connection broke off in the body')
}

const brokenHalf = withBody((bytes) => bodyThen(firstHalf(bytes), breakOff))

const degradations: Readonly<Record<TransportKind, Degradation>> = {
  reset: networkError,
  close: networkError,
  garbage: networkError,
  'reset-mid-body': brokenHalf,
  'close-mid-body': brokenHalf,
  'malformed-chunk': brokenHalf,
  'short-body': withBody((bytes) => bodyThen(bytes, breakOff)),
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
