/** How long a client is watched, in milliseconds of real time. */
export interface Patience {
  /** From its first request on. */
  readonly patienceMs: number
  /** How much longer before it: a machine that is busy starts programs late, and calls of a driver, too. */
  readonly startMs: number
}

/** Watches over one call. */
export interface Watch {
  /** The first request has come: what is called later changes nothing. */
  started(): void
  /** Forgets the call. */
  end(): void
}

/** Calls back once a call was watched for long enough. */
export function watchFor({ patienceMs, startMs }: Patience, onOver: () => void): Watch {
  // What has come while this process was busy is heard first.
  const over = () => setImmediate(onOver)
  let timer = setTimeout(over, startMs + patienceMs)
  let hasStarted = false
  return {
    started() {
      if (hasStarted) return
      hasStarted = true
      clearTimeout(timer)
      timer = setTimeout(over, patienceMs)
    },
    end() {
      hasStarted = true
      clearTimeout(timer)
    },
  }
}
