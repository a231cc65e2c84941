import { providerDown, slownessFactor } from './provider.ts'
import type { Tenant } from './tenant.ts'
import type { Work } from './work.ts'

/**
 * Plans a piece of work on the tenant's clock. The tenant's provider and its share of failures decide how it ends;
 * a share of 0.25 fails exactly every fourth piece.
 */
export function queueWork(
  tenant: Tenant,
  nowMs: number,
  { waitMs = 500, durationMs = 2_000 }: { waitMs?: number; durationMs?: number } = {},
): Work {
  const { provider, failureShare } = tenant
  tenant.worksQueued += 1
  const isItsTurn = Math.floor(tenant.worksQueued * failureShare) > Math.floor((tenant.worksQueued - 1) * failureShare)
  const startMs = nowMs + waitMs
  const failure =
    provider === 'down'
      ? providerDown
      : isItsTurn
        ? ({ code: 'IMAGE_PROCESSING_ERROR', message: 'The file could not be processed' } as const)
        : null
  return { queuedMs: nowMs, startMs, endMs: startMs + durationMs * (provider === 'slow' ? slownessFactor : 1), failure }
}
