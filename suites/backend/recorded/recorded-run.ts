import type { Exchange } from '../exchange.ts'
import type { Run } from '../run.ts'

/** Puts recorded exchanges into a run. @param shows whether whole answers were recorded or only their statuses */
export function recordedRun(baseUrl: string, exchanges: readonly Exchange[], shows: Run['shows']): Run {
  const startedMs = Math.min(...exchanges.map(({ sentMs }) => sentMs))
  const endedMs = Math.max(...exchanges.map(({ sentMs, elapsedMs }) => sentMs + elapsedMs))
  return {
    baseUrl,
    origin: 'recorded',
    shows,
    exchanges,
    recipes: [],
    allowed: [],
    ending: 'completed',
    startedMs: exchanges.length === 0 ? 0 : startedMs,
    elapsedMs: exchanges.length === 0 ? 0 : endedMs - startedMs,
  }
}
