import { retryAfterDelayMs } from '../../../contracts/retry-after.ts'
import { type Exchange, headerValue, isAnswered, parseBody } from '../exchange.ts'
import type { Probe } from '../probe.ts'
import type { Clock } from './clock.ts'
import type { Names } from './compose.ts'
import type { Removable } from './removable.ts'

/** A thing that a recipe has made, and how it is removed. */
export interface Made {
  readonly removable: Removable
  readonly remove: Probe
  readonly names: Names
  readonly id: string
}

export interface Remover {
  /** Removes a thing and looks whether it is gone. Says why that is not known; empty when it is gone. */
  remove(thing: Made): Promise<string>
}

const mostTries = 5
const longestWaitMs = 10_000

/** How a request was answered, in one word or the sentence of its failure. */
export const statusOf = ({ answer, failure }: Exchange): string =>
  answer ? String(answer.status) : (failure ?? 'nothing')

const isGoneStatus = (status: number | undefined) => status === 404 || status === 410

const isWorthAnotherTry = (status: number | undefined) =>
  status === undefined || status === 409 || status === 425 || status === 429 || status >= 500

/** A target may keep what it has removed, and say so. */
function saysRemoved(exchange: Exchange): boolean {
  const text = isAnswered(exchange) ? JSON.stringify(parseBody(exchange.answer) ?? '') : ''
  return /"(status|state)":"[^"]*(abort|cancel|delet|remov|gone)|"deleted_at":"|"is_deleted":true/i.test(text)
}

/** Removes things from a target that may refuse, throttle or fail meanwhile: up to five times each. */
export function createRemover({
  send,
  clock,
  signal,
}: {
  /** Nothing when the request was aborted. */
  readonly send: (probe: Probe, names: Names) => Promise<Exchange | undefined>
  readonly clock: Clock
  readonly signal: AbortSignal
}): Remover {
  async function pauseAfter({ answer }: Exchange, tries: number): Promise<void> {
    const retryAfter = answer ? headerValue(answer, 'Retry-After') : undefined
    const askedMs = retryAfter === undefined ? undefined : retryAfterDelayMs(retryAfter, clock.now())
    const waitMs = Math.min(longestWaitMs, askedMs ?? 250 * 2 ** tries)
    await clock.sleep(waitMs, signal).catch(() => undefined)
  }

  /** How the last removal was answered; `gone` when the target says so. */
  async function askForRemoval({ remove, names }: Made): Promise<string> {
    let last = 'nothing'
    for (let tries = 0; tries < mostTries && !signal.aborted; tries++) {
      const result = await send(remove, names)
      if (!result) break
      const status = result.answer?.status
      if ((status !== undefined && status < 300) || isGoneStatus(status)) return 'gone'
      last = statusOf(result)
      if (!isWorthAnotherTry(status)) break
      await pauseAfter(result, tries)
    }
    return last
  }

  async function remove(thing: Made): Promise<string> {
    const removal = await askForRemoval(thing)
    const found = await send(thing.removable.look, thing.names)
    if (found && isGoneStatus(found.answer?.status)) return ''
    const isThere = found?.answer && found.answer.status < 300
    if (isThere && saysRemoved(found)) return ''
    if (removal === 'gone') return isThere ? 'its removal was confirmed, and it is still there' : ''
    if (isThere) return `its removal was answered with ${removal}`
    return `its removal was answered with ${removal}, and a look at it with ${found ? statusOf(found) : 'nothing'}`
  }

  return { remove }
}
