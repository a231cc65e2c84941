import type { Probe, Recipe } from '../probe.ts'
import { missingNames, type Names } from './compose.ts'

const cleanupMs = 10_000

/** Undoes what a recipe has written, as far as its answers have named it; failures are left to the exchanges to show. */
export async function cleanUp(
  { cleanup = [] }: Recipe,
  names: Names,
  exchange: (probe: Probe, names: Names, signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  for (const probe of cleanup) {
    if (missingNames(probe, names).length === 0)
      await exchange(probe, names, AbortSignal.timeout(cleanupMs)).catch(() => undefined)
  }
}
