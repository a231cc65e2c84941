/** How an answer that takes its time keeps to the client's time. */
export interface Pacing {
  /** Resolves after so long of the client's time, at once when the client goes away. */
  pause(ms: number): Promise<void>
  /** Says that bytes are on their way: the clock of a client that reads them must not jump. */
  moved(): void
  readonly gone: AbortSignal
}

/** Calls back after so many milliseconds of the client's time; returns how to call it off. */
export type After = (ms: number, callback: () => void) => () => void

/** The pacing of one answer. `watch` gives what says when its client goes away; most answers never ask. */
export function createPacing(after: After, moved: () => void, watch: () => AbortSignal): Pacing {
  let watched: AbortSignal | undefined
  const goneOf = () => {
    watched ??= watch()
    return watched
  }
  return {
    get gone() {
      return goneOf()
    },
    moved,
    pause: (ms) =>
      new Promise((resolve) => {
        const gone = goneOf()
        if (gone.aborted) return resolve()
        const done = () => {
          callOff()
          gone.removeEventListener('abort', done)
          resolve()
        }
        const callOff = after(ms, done)
        gone.addEventListener('abort', done)
      }),
  }
}
