import type { AwaitedAttempts } from '../generated/fault-types.ts'
import type { Attempt, Journal, JournalFilter } from './journal.ts'
import { readAwaited } from './read-filter.ts'

// Taken when the module loads, so that a test's fake timers do not stop the wait.
const { setTimeout, clearTimeout } = globalThis

const ended = ({ times }: Attempt) => times.responseEndMs !== null

function describe({ tenant, operation }: JournalFilter): string {
  return (
    [operation, tenant === undefined ? undefined : `of tenant ${tenant}`].filter(Boolean).join(' ') ||
    'of any operation'
  )
}

/**
 * Waits until so many attempts have ended, for tests of clients that retry on their own.
 * @returns the attempts, oldest first; more than `count` when more are there
 * @throws Error that tells what came instead, when the time is over; TypeError when no attempts can be meant
 */
export async function waitForAttempts(
  journal: Pick<Journal, 'attempts' | 'subscribe'>,
  awaited: AwaitedAttempts,
): Promise<Attempt[]> {
  const { count = 1, timeoutMs = 1_000, ...filter } = readAwaited(awaited)
  const seen = () => journal.attempts(filter).filter(ended)
  return new Promise((resolve, reject) => {
    const look = () => {
      const attempts = seen()
      if (attempts.length < count) return
      stop()
      resolve(attempts)
    }
    const timer = setTimeout(() => {
      stop()
      const found = seen().map(
        ({ operation, method, target, status }) =>
          `${operation ?? `${method} ${target}`} ${status ?? 'without an answer'}`,
      )
      const had = found.length === 0 ? 'none' : `${found.length}: ${found.slice(-10).join(', ')}`
      reject(new Error(`Waited ${timeoutMs} ms for ${count} attempts ${describe(filter)}; there were ${had}`))
    }, timeoutMs)
    const unsubscribe = journal.subscribe(look)
    function stop() {
      clearTimeout(timer)
      unsubscribe()
    }
    look()
  })
}
