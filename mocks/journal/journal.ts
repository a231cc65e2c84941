import type { OperationId } from '../../contracts/operations/index.ts'
import type { IncomingMessageLike } from '../message.ts'
import { redactHeaders, redactTarget } from './redact.ts'

/** When the parts of an attempt happened, in milliseconds on the mock's monotonic clock; null for what did not happen. */
export interface AttemptTimes {
  connectedMs: number
  /** The request's head was complete. */
  headMs: number
  /** The last byte of the body was read; null when nobody read it to its end. */
  bodyEndMs: number | null
  /** The answer's head was handed to the socket. */
  responseHeadMs: number | null
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
  /** What is remembered, oldest first; attempts still under way have no status. */
  attempts(filter?: JournalFilter): Attempt[]
  /** Calls the listener with each attempt that closes; returns how to stop. */
  subscribe(listener: (attempt: Attempt) => void): () => void
  /** Forgets one tenant's attempts, or all. */
  clear(tenant?: string): void
}

/** How many attempts of one tenant are remembered. */
export const attemptsPerTenant = 1_000

/** The memory of what was asked: for each tenant the newest attempts, in order. */
export function createJournal({ capacity = attemptsPerTenant }: { capacity?: number } = {}): Journal {
  const rings = new Map<string, Attempt[]>()
  const listeners = new Set<(attempt: Attempt) => void>()
  let lastId = 0
  return {
    open(request, { tenant, operation, nowMs, requestId }) {
      lastId += 1
      const { connectedMs, headMs } = request
      const attempt: Attempt = {
        id: lastId,
        tenant,
        operation,
        method: request.method,
        target: redactTarget(request.target),
        headers: redactHeaders(request.rawHeaders),
        connection: request.connection,
        atMs: nowMs,
        requestId,
        times: { connectedMs, headMs, bodyEndMs: null, responseHeadMs: null, responseEndMs: null, faultMs: null },
        body: null,
        status: null,
        fault: null,
      }
      let ring = rings.get(tenant)
      if (!ring) {
        ring = []
        rings.set(tenant, ring)
      }
      // Trimmed in blocks: shifting a long array on every request would cost more than the request.
      if (ring.length >= capacity * 1.25) ring.splice(0, ring.length - capacity)
      ring.push(attempt)
      return attempt
    },
    close(attempt) {
      for (const listener of listeners) listener(attempt)
    },
    attempts({ tenant, operation, after = 0 } = {}) {
      const chosen = tenant === undefined ? [...rings.values()] : [rings.get(tenant) ?? []]
      return chosen
        .flatMap((ring) => ring.slice(-capacity))
        .filter((attempt) => attempt.id > after && (operation === undefined || attempt.operation === operation))
        .sort((a, b) => a.id - b.id)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clear(tenant) {
      if (tenant === undefined) rings.clear()
      else rings.delete(tenant)
    },
  }
}
