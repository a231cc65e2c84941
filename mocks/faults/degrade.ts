import type { Outcome, Reply, TransportBreak } from '../core/message.ts'
import type { TimeSource } from '../core/time.ts'
import { bytesOf, firstHalf, missingBytes } from './body-bytes.ts'
import { slowly } from './slow-body.ts'
import { type InProcessForm, transports } from './transports.ts'

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

const degradations: Readonly<Record<InProcessForm, Degradation>> = {
  'network-error': networkError,
  'no-answer': async (reply) => ({ transport: 'stall-headers', reply }),
  'half-body-then-error': withBody((bytes, time) => bodyThen(firstHalf(bytes), breakOff(time))),
  'body-then-error': withBody((bytes, time) => bodyThen(bytes, breakOff(time)), missingBytes),
  'half-body-then-silence': withBody((bytes) => bodyThen(firstHalf(bytes), () => new Promise(() => undefined))),
  'dripping-body': withBody((bytes, time) => slowly(bytes, (ms) => time.sleep(ms))),
  answer: async (reply) => reply,
}

/**
 * The nearest thing to a transport fault that a fetch-shaped answer can be: a reply whose body breaks off, stands still or
 * drips; `stall-headers`, an answer that never comes; or `reset`, which stands for every network error.
 */
export function degrade({ transport, reply }: TransportBreak, time: TimeSource): Promise<Outcome> {
  return degradations[transports[transport].form](reply, time)
}
