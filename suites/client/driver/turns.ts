/** Lets those in who come, one after the other. */
export interface Turns {
  /** Resolves when it is one's turn. */
  next(): Promise<void>
}

const pauseMs = 2
/** Later than this, what runs already has to be waited for. */
const mostLateMs = 4
const mostPauses = 20

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Waits until this process is no longer late, within reason. */
async function breathe(): Promise<void> {
  for (let pause = 0; pause < mostPauses; pause += 1) {
    const fromMs = performance.now()
    await sleep(pauseMs)
    if (performance.now() - fromMs <= pauseMs + mostLateMs) return
  }
}

/** Turns that leave this process time between them: what began all at once would make everything late. */
export function createTurns(): Turns {
  let last = Promise.resolve()
  return {
    next() {
      last = last.then(breathe)
      return last
    },
  }
}
