import { createInterned, type Interned } from './interned.ts'
import type { Attempt } from './journal.ts'

/** Stands for a number that has not come: V8 writes numbers in place as long as nothing else was ever in their field. */
const never = Number.NaN

/**
 * The place of one attempt. While the attempt is under way the place refers to it; when it has ended its values are copied
 * here and the attempt itself is let go. A full ring uses the place of its oldest attempt again: nothing that belongs to
 * a single request lives on, and the garbage collector has nothing to copy or to mark.
 */
export interface Place {
  underWay: Attempt | null
  /** What the attempt takes, in bytes, roughly. */
  bytes: number
  id: number
  operation: Attempt['operation']
  method: string
  target: string
  headers: readonly string[]
  connection: number
  atMs: number
  connectedMs: number
  headMs: number
  bodyEndMs: number
  responseHeadMs: number
  responseEndMs: number
  faultMs: number
  body: Attempt['body']
  status: number | null
  answerBytes: number
  retryAfter: string | null
  fault: string | null
  warnings: readonly string[]
}

const emptyPlace = (): Place => ({
  underWay: null,
  bytes: 0,
  id: 0,
  operation: null,
  method: '',
  target: '',
  headers: [],
  connection: 0,
  atMs: never,
  connectedMs: never,
  headMs: never,
  bodyEndMs: never,
  responseHeadMs: never,
  responseEndMs: never,
  faultMs: never,
  body: null,
  status: null,
  answerBytes: never,
  retryAfter: null,
  fault: null,
  warnings: [],
})

const numberOf = (ms: number) => (Number.isNaN(ms) ? null : ms)

/** The attempt that has ended in this place, as it was. */
function recall(place: Place, tenant: string, requestId: string): Attempt {
  const { id, operation, method, target, headers, connection, atMs, body, status, retryAfter, fault, warnings } = place
  const times = {
    connectedMs: place.connectedMs,
    headMs: place.headMs,
    bodyEndMs: numberOf(place.bodyEndMs),
    responseHeadMs: numberOf(place.responseHeadMs),
    responseEndMs: numberOf(place.responseEndMs),
    faultMs: numberOf(place.faultMs),
  }
  return {
    id,
    tenant,
    operation,
    method,
    target,
    headers,
    connection,
    atMs,
    requestId,
    times,
    body,
    status,
    answerBytes: numberOf(place.answerBytes),
    retryAfter,
    fault,
    warnings,
  }
}

/** What an attempt takes beside its own text. */
const placeBytes = 600

function sizeOf({ target, headers }: Attempt): number {
  let length = target.length
  for (const line of headers) length += line.length
  return placeBytes + length
}

/** The newest attempts of one tenant, in the order in which they came. */
export interface Ring {
  /** What all of them take together, in bytes, roughly. */
  readonly bytes: number
  readonly length: number
  readonly interned: Interned
  /** Puts an attempt behind the others, in the place of the oldest when the ring is full. */
  push(attempt: Attempt): void
  /** Keeps what an attempt that has ended says, and lets go of the attempt; undefined when it was forgotten under way. */
  settle(attempt: Attempt): Place | undefined
  /** The attempt that has ended in a place of this tenant. */
  recall(place: Place): Attempt
  /** Oldest first. */
  attempts(): Attempt[]
  /** Forgets the older half. */
  halve(): void
}

export interface RingOptions {
  readonly tenant: string
  /** How many attempts it holds. */
  readonly capacity: number
  /** The id of an attempt's answer; it is made again when it is asked for rather than kept. */
  readonly requestIdOf: (attempt: number) => string
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one structure: its indices move together
export function createRing({ tenant, capacity, requestIdOf }: RingOptions): Ring {
  let places: Place[] = []
  /** Where the oldest attempt lies once the ring is full, and so where the next one goes. */
  let next = 0
  let bytes = 0
  const interned = createInterned()

  function placeOfNext(): Place {
    if (places.length < capacity) {
      const place = emptyPlace()
      places.push(place)
      return place
    }
    const place = places[next] ?? emptyPlace()
    next = (next + 1) % capacity
    return place
  }

  /** The attempts that end are among the newest: they are looked for from there. */
  function placeOf(attempt: Attempt): Place | undefined {
    const { length } = places
    for (let back = 1; back <= length; back += 1) {
      const place = places[(next + length - back) % length]
      if (place?.underWay === attempt) return place
    }
    return undefined
  }

  const recallPlace = (place: Place) => recall(place, tenant, requestIdOf(place.id))

  const inOrder = () => [...places.slice(next), ...places.slice(0, next)]

  return {
    get bytes() {
      return bytes
    },
    get length() {
      return places.length
    },
    interned,
    push(attempt) {
      const place = placeOfNext()
      bytes -= place.bytes
      place.underWay = attempt
      place.bytes = sizeOf(attempt)
      bytes += place.bytes
    },
    settle(attempt) {
      const place = placeOf(attempt)
      if (!place) return undefined // forgotten while it was under way
      const { times } = attempt
      place.underWay = null
      place.id = attempt.id
      place.operation = attempt.operation
      place.method = attempt.method
      place.target = attempt.target
      place.headers = attempt.headers
      place.connection = attempt.connection
      place.atMs = attempt.atMs
      place.connectedMs = times.connectedMs
      place.headMs = times.headMs
      place.bodyEndMs = times.bodyEndMs ?? never
      place.responseHeadMs = times.responseHeadMs ?? never
      place.responseEndMs = times.responseEndMs ?? never
      place.faultMs = times.faultMs ?? never
      place.body = attempt.body
      place.status = attempt.status
      place.answerBytes = attempt.answerBytes ?? never
      place.retryAfter = attempt.retryAfter
      place.fault = attempt.fault && interned.fault(attempt.fault)
      place.warnings = attempt.warnings
      return place
    },
    recall: recallPlace,
    attempts: () => inOrder().map((place) => place.underWay ?? recallPlace(place)),
    halve() {
      places = inOrder().slice(Math.ceil(places.length / 2))
      next = 0
      bytes = places.reduce((sum, place) => sum + place.bytes, 0)
    },
  }
}
