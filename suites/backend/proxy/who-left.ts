import type { EventEmitter } from 'node:events'

/** Who of two that talk through the proxy has gone first. */
export interface Leaving {
  /** Aborted once the client's side is closed. */
  readonly signal: AbortSignal
  first(): 'nobody' | 'client' | 'target'
  /** The target's answer is there: from now on it may break off. */
  watch(answer: EventEmitter): void
}

/** Whoever ends first decides: a cut answer also ends the response, and a lost client also ends the answer. */
export function watchLeaving(response: EventEmitter): Leaving {
  const gone = new AbortController()
  let first: ReturnType<Leaving['first']> = 'nobody'
  const note = (who: 'client' | 'target') => {
    if (first === 'nobody') first = who
  }
  response.once('close', () => {
    note('client')
    gone.abort()
  })
  return { signal: gone.signal, first: () => first, watch: (answer) => void answer.once('error', () => note('target')) }
}
