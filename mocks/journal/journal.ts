import type { OperationId } from '../../contracts/operations/index.ts'
import type { IncomingMessageLike } from '../message.ts'
import { createInterned, type Interned } from './interned.ts'

/** When the parts of an attempt happened, in milliseconds on the mock's monotonic clock; null for what did not happen. */
export interface AttemptTimes {
  connectedMs: number
  /** The request's head was complete. */
  headMs: number
  /** The last byte of the body was read; null when nobody read it to its end. */
  bodyEndMs: number | null
  /** The answer's head was handed to the socket. */
  responseHeadMs: number | null
  /** The exchange was over: the answer had gone out, or the connection was gone. */
  responseEndMs: number | null
  /** A transport fault cut the connection. */
  faultMs: number | null
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
  body: { readonly bytes: number; readonly sha256: string } | null
  status: number | null
  /** The fault that was served: what `Mock-Fault-Served` says. */
  fault: string | null
}

/** What the mock knows of a request beyond the request itself. */
export interface AttemptFacts {
  readonly tenant: string
  readonly operation: OperationId | null
  /** Epoch milliseconds on the tenant's clock. */
  readonly nowMs: number
  readonly requestId: string
}

export interface JournalFilter {
  readonly tenant?: string
  readonly operation?: OperationId
  /** Only attempts with a greater id. */
  readonly after?: number
}

export interface Journal {
  open(request: IncomingMessageLike, facts: AttemptFacts): Attempt
  /** Says that nothing more will be written into the attempt. */
  close(attempt: Attempt): void
  /** What is remembered, oldest first; attempts still under way have no `responseEndMs`. */
  attempts(filter?: JournalFilter): Attempt[]
  /** The greatest id up to which every attempt has ended: who asks for what comes after it misses nothing. */
  cursor(tenant?: string): number
  /** Calls the listener with each attempt that closes; returns how to stop. */
  subscribe(listener: (attempt: Attempt) => void): () => void
  /** Forgets one tenant's attempts, or all. */
  clear(tenant?: string): void
}

export interface JournalBounds {
  /** How many attempts of one tenant are remembered. */
  readonly capacity?: number
  /** How many bytes the attempts of all tenants may take together, roughly. */
  readonly maxBytes?: number
}

interface Ring {
  attempts: Attempt[]
  /** What each attempt takes, in bytes, and what they take together. */
  sizes: number[]
  bytes: number
  readonly interned: Interned
}

/** What an attempt takes beside its own text. */
const attemptBytes = 600

function sizeOf({ target, headers }: Attempt): number {
  let length = target.length
  for (const line of headers) length += line.length
  return attemptBytes + length
}

/** The memory of what was asked: for each tenant the newest attempts, in order, bounded in number and in bytes. */
export function createJournal({ capacity = 1_000, maxBytes = 67_108_864 }: JournalBounds = {}): Journal {
  const rings = new Map<string, Ring>()
  const listeners = new Set<(attempt: Attempt) => void>()
  let lastId = 0
  let bytes = 0
  /** The tenant whose ring stands last. */
  let busiest: string | undefined

  function trim(ring: Ring, keep: number) {
    const dropped = ring.attempts.length - keep
    for (let i = 0; i < dropped; i += 1) {
      const size = ring.sizes[i] ?? 0
      ring.bytes -= size
      bytes -= size
    }
    ring.attempts = ring.attempts.slice(dropped)
    ring.sizes = ring.sizes.slice(dropped)
  }

  function forget(tenant: string) {
    bytes -= rings.get(tenant)?.bytes ?? 0
    rings.delete(tenant)
  }

  /** Makes room: tenants that have been silent longest are forgotten first, then the older half of the busy one. */
  function shrink(busy: string, ring: Ring) {
    for (const tenant of rings.keys()) {
      if (bytes <= maxBytes) return
      if (tenant !== busy) forget(tenant)
    }
    while (bytes > maxBytes && ring.attempts.length > 1) trim(ring, Math.floor(ring.attempts.length / 2))
  }

  function ringOf(tenant: string): Ring {
    const known = rings.get(tenant)
    if (known && tenant === busiest) return known
    busiest = tenant
    const ring = known ?? { attempts: [], sizes: [], bytes: 0, interned: createInterned() }
    // Set again to stand last: the map's order is that of the tenants' latest attempts.
    rings.delete(tenant)
    rings.set(tenant, ring)
    return ring
  }

  return {
    open(request, { tenant, operation, nowMs, requestId }) {
      lastId += 1
      const { connectedMs, headMs } = request
      const ring = ringOf(tenant)
      const attempt: Attempt = {
        id: lastId,
        tenant,
        operation,
        method: request.method,
        target: ring.interned.target(request.target),
        headers: ring.interned.headers(request.rawHeaders),
        connection: request.connection,
        atMs: nowMs,
        requestId,
        times: { connectedMs, headMs, bodyEndMs: null, responseHeadMs: null, responseEndMs: null, faultMs: null },
        body: null,
        status: null,
        fault: null,
      }
      ring.attempts.push(attempt)
      const size = sizeOf(attempt)
      ring.sizes.push(size)
      ring.bytes += size
      bytes += size
      // Trimmed in blocks: shifting a long array on every request would cost more than the request.
      if (ring.attempts.length > capacity * 1.25) trim(ring, capacity)
      if (bytes > maxBytes) shrink(attempt.tenant, ring)
      return attempt
    },
    close(attempt) {
      for (const listener of listeners) listener(attempt)
    },
    attempts({ tenant, operation, after = 0 } = {}) {
      const chosen = tenant === undefined ? [...rings.values()] : [rings.get(tenant)]
      return chosen
        .flatMap((ring) => ring?.attempts.slice(-capacity) ?? [])
        .filter((attempt) => attempt.id > after && (operation === undefined || attempt.operation === operation))
        .sort((a, b) => a.id - b.id)
    },
    cursor(tenant) {
      const chosen = tenant === undefined ? [...rings.values()] : [rings.get(tenant)]
      return chosen.reduce((cursor, ring) => {
        const underWay = ring?.attempts.find(({ times }) => times.responseEndMs === null)
        return underWay ? Math.min(cursor, underWay.id - 1) : cursor
      }, lastId)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clear(tenant) {
      if (tenant !== undefined) return forget(tenant)
      rings.clear()
      bytes = 0
    },
  }
}
