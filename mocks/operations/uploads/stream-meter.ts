import { type Refusal, refuse } from '../../core/message.ts'
import type { Tenant } from '../../tenant/tenant.ts'

/** Counts the bytes of one streaming upload against the memory limits, as the API does: for as long as it is under way. */
export interface StreamMeter {
  /** Counts bytes that arrived; a refusal when they are too many. */
  take(bytes: number): Refusal | undefined
  /** Gives everything back. */
  close(): void
}

const full = (what: string, limit: number) =>
  refuse('MEMORY_LIMIT_EXCEEDED', {
    message: `The streaming uploads ${what} exceed ${limit} bytes of memory; try again when they are over`,
    details: { limit_bytes: limit },
  })

/** @param declared what the upload says of its length; all of it counts at once, what is not declared as it arrives */
export function openStream(tenant: Tenant, declared: number | undefined): StreamMeter | Refusal {
  const { usage, limits, shared } = tenant
  let taken = 0

  function reserve(bytes: number): Refusal | undefined {
    if (usage.streamBytes + bytes > limits.streamMemoryBytes) return full('of this account', limits.streamMemoryBytes)
    if (!shared.streams.take(bytes)) return full('of all accounts', shared.streams.limitBytes)
    usage.streamBytes += bytes
    taken += bytes
    return undefined
  }

  const refusal = declared === undefined ? undefined : reserve(declared)
  if (refusal) return refusal
  let arrived = 0
  return {
    take(bytes) {
      arrived += bytes
      return arrived > taken ? reserve(arrived - taken) : undefined
    },
    close() {
      // The control API may have set the count meanwhile.
      usage.streamBytes = Math.max(0, usage.streamBytes - taken)
      shared.streams.release(taken)
      taken = 0
    },
  }
}
