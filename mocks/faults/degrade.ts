import type { Outcome, TransportBreak } from '../core/message.ts'
import type { TimeSource } from '../core/time.ts'
import { firstHalf, measured, missingBytes } from './body-bytes.ts'
import type { SizedBody } from './sized-body.ts'
import { slowly } from './slow-body.ts'
import { type InProcessForm, transports } from './transports.ts'

/** A body that gives these bytes and then does something else than to go on. */
function bodyThen(
  bytes: AsyncIterable<Uint8Array>,
  then: () => Promise<IteratorResult<Uint8Array, undefined>>,
): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const given = bytes[Symbol.asyncIterator]()
      return {
        async next() {
          const { done, value } = await given.next()
          return done ? then() : { done: false, value }
        },
        return: async () => ({ done: true, value: undefined }),
      }
    },
  }
}

type Degradation = (broken: TransportBreak, time: TimeSource) => Promise<Outcome>

/** What fetch calls a network error: the adapter answers with one for every break that is left. */
const networkError: Degradation = async ({ reply }) => ({ transport: 'reset', reply })

/** An answer whose body breaks off; without a body there is nothing but the network error. */
function withBody(
  cut: (body: SizedBody, time: TimeSource, broken: TransportBreak) => AsyncIterable<Uint8Array>,
  promisedBeyond = 0,
): Degradation {
  return async (broken, time) => {
    const { reply } = broken
    const body = await measured(reply.body)
    if (body.sizeBytes === 0) return networkError(broken, time)
    const promised = ['Content-Length', String(body.sizeBytes + promisedBeyond)]
    return { ...reply, headers: [...reply.headers, ...promised], body: cut(body, time, broken) }
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
  'no-answer': async ({ reply }) => ({ transport: 'stall-headers', reply }),
  'half-body-then-error': withBody((body, time) => bodyThen(firstHalf(body), breakOff(time))),
  'body-then-error': withBody((body, time) => bodyThen(body, breakOff(time)), missingBytes),
  'half-body-then-silence': withBody((body) => bodyThen(firstHalf(body), () => new Promise(() => undefined))),
  'dripping-body': withBody((body, time, { bytesPerSecond }) => slowly(body, (ms) => time.sleep(ms), bytesPerSecond)),
  answer: async ({ reply }) => reply,
}

/**
 * The nearest thing to a transport fault that a fetch-shaped answer can be: a reply whose body breaks off, stands still or
 * drips; `stall-headers`, an answer that never comes; or `reset`, which stands for every network error.
 */
export function degrade(broken: TransportBreak, time: TimeSource): Promise<Outcome> {
  return degradations[transports[broken.transport].form](broken, time)
}
