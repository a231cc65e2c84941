import type { OperationId } from '../../contracts/operations/index.ts'
import type { IncomingMessageLike } from '../core/message.ts'
import type { AwaitedAttempts, JournalFilter } from '../generated/fault-types.ts'
import { checkTenantName } from '../tenant/keys.ts'
import { keptOfTenant } from './bounds.ts'
import { createFollowings, type Following } from './following.ts'
import type { Interned } from './interned.ts'
import { newestOf } from './newest-of.ts'
import { readFilter } from './read-filter.ts'
import { createRings } from './rings.ts'
import { createUnderWay } from './under-way.ts'
import { waitForAttempts } from './wait-for.ts'

/** When the parts of an attempt happened, in milliseconds on the mock's monotonic clock; null for what did not happen. */
export interface AttemptTimes {
  readonly connectedMs: number
  /** The request's head was complete. */
  readonly headMs: number
  /** The last byte of the body was read; null when nobody read it to its end. */
  readonly bodyEndMs: number | null
  /** The answer's head was handed to the socket. */
  readonly responseHeadMs: number | null
  /** The exchange was over: the answer had gone out, or the connection was gone. */
  readonly responseEndMs: number | null
  /** A transport fault cut the connection. */
  readonly faultMs: number | null
}

/** One request whose head reached the mock. */
export interface Attempt {
  /** Rises with every attempt of this mock. */
  readonly id: number
  readonly tenant: string
  readonly operation: OperationId | null
  readonly method: string
  readonly target: string
  /** Name, value, name, value, as received; credentials are masked. */
  readonly headers: readonly string[]
  readonly connection: number
  /** Epoch milliseconds on the tenant's clock. */
  readonly atMs: number
  readonly requestId: string
  readonly times: AttemptTimes
  /**
   * What was read of its body before the answer; null when nobody began to. The hash is null when it was not read to its end:
   * a fault came in its middle, it was refused, or its sender went away.
   */
  readonly body: { readonly bytes: number; readonly sha256: string | null } | null
  /** What was answered; null while it is under way, and for a client that left before its answer. */
  readonly status: number | null
  /** How many bytes its body had; null while it is not over, and where nobody counts: a stream, an answer in process. */
  readonly answerBytes: number | null
  /** What `Retry-After` asked for; null where there was none. */
  readonly retryAfter: string | null
  /** The fault that was served: what `Mock-Fault-Served` says. */
  readonly fault: string | null
  /** What the mock passed over, as the API does: the members of `Mock-Warning`. */
  readonly warnings: readonly string[]
}

/** What the mock knows of a request beyond the request itself. */
export interface AttemptFacts {
  readonly tenant: string
  readonly operation: OperationId | null
  /** Epoch milliseconds on the tenant's clock. */
  readonly nowMs: number
}

export type { JournalFilter }

export interface Journal {
  open(request: IncomingMessageLike, facts: AttemptFacts): Attempt
  /** Says that nothing more will be written into the attempt. */
  close(attempt: Attempt): void
  /** What is kept, oldest first; attempts still under way have no `responseEndMs`. Throws a TypeError when the filter is none. */
  attempts(filter?: JournalFilter): Attempt[]
  /** The greatest id up to which every attempt has ended: who asks for what comes after it misses nothing. */
  cursor(tenant?: string): number
  /** Calls the listener with each attempt that closes; returns how to stop. */
  subscribe(listener: (attempt: Attempt) => void): () => void
  /** Follows what ends at next to no cost for a request; `onEnded` is called with the first that ends behind each look. */
  follow(onEnded: () => void): Following
  /**
   * Waits until attempts have ended; rejects when the time is over, and tells what came instead, or when nothing such can come.
   * @example
   * mock.faults.next('HTTP_500')
   * void call()
   * const [first] = await mock.journal.waitFor({ operation: 'listFiles', timeoutMs: 5_000 })
   * if (first?.status !== 500) throw new Error('the fault was not served')
   */
  waitFor(awaited?: AwaitedAttempts): Promise<Attempt[]>
  /** Forgets one tenant's attempts, or all. */
  clear(tenant?: string): void
}

export interface JournalOptions {
  /** Makes the id of an attempt's answer from the attempt's own. */
  readonly requestIdOf: (attempt: number) => string
  /** How many attempts of one tenant are kept. */
  readonly capacity?: number
  /** How many bytes the attempts of all tenants may take together, roughly. */
  readonly maxBytes?: number
}

/** Shared by all attempts that give no reason to warn. */
const none: readonly string[] = Object.freeze([])

/** An attempt of which nothing is known yet but its request. */
function beginAttempt(
  id: number,
  { method, target, rawHeaders, connection, connectedMs, headMs }: IncomingMessageLike,
  { tenant, operation, nowMs }: AttemptFacts,
  requestId: string,
  interned: Interned,
): Attempt {
  return {
    id,
    tenant,
    operation,
    method,
    target: interned.target(target),
    headers: interned.headers(rawHeaders),
    connection,
    atMs: nowMs,
    requestId,
    times: { connectedMs, headMs, bodyEndMs: null, responseHeadMs: null, responseEndMs: null, faultMs: null },
    body: null,
    status: null,
    answerBytes: null,
    retryAfter: null,
    fault: null,
    warnings: none,
  }
}

/** The memory of what was asked: for each tenant the newest attempts, in order, bounded in number and in bytes. */
export function createJournal({
  requestIdOf,
  capacity = keptOfTenant,
  maxBytes = 67_108_864,
}: JournalOptions): Journal {
  const rings = createRings({ requestIdOf, capacity, maxBytes })
  const underWay = createUnderWay()
  const listeners = new Set<(attempt: Attempt) => void>()
  const followings = createFollowings(capacity)
  let lastId = 0

  const journal: Journal = {
    open(request, facts) {
      lastId += 1
      const ring = rings.of(facts.tenant)
      const attempt = beginAttempt(lastId, request, facts, requestIdOf(lastId), ring.interned)
      underWay.add(attempt)
      rings.push(ring, attempt)
      return attempt
    },
    close(attempt) {
      underWay.remove(attempt)
      const ring = rings.known(attempt.tenant)
      followings.note(ring, ring?.settle(attempt), attempt)
      for (const listener of listeners) listener(attempt)
    },
    attempts(given = {}) {
      const { tenant, operation, after = 0, newest } = readFilter(given)
      const attempts = rings
        .chosen(tenant)
        .flatMap((ring) => ring.attempts())
        .filter((attempt) => attempt.id > after && (operation === undefined || attempt.operation === operation))
        .sort((a, b) => a.id - b.id)
      return newestOf(attempts, newest)
    },
    cursor(tenant) {
      checkTenantName(tenant)
      return underWay.oldest(lastId + 1, tenant) - 1
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    follow: followings.follow,
    waitFor: (awaited = {}) => waitForAttempts(journal, awaited),
    clear(tenant) {
      checkTenantName(tenant)
      underWay.clear(tenant)
      rings.clear(tenant)
    },
  }
  return journal
}
