import type { WorkFailure } from './work.ts'

/** The tenant's AI provider: `slow` lets direct questions time out and work take ten times as long, `down` fails both. */
export type ProviderState = 'up' | 'slow' | 'down'

export const providerStates: readonly ProviderState[] = ['up', 'slow', 'down']

export const providerDown: WorkFailure = {
  code: 'VLM_PROVIDER_ERROR',
  message: 'The AI provider does not answer',
}

/** How many times longer work takes while the provider is slow. */
export const slownessFactor = 10
