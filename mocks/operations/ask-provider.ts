import { type MaybePromise, type Refusal, refuse } from '../core/message.ts'
import { providerDown } from '../tenant/provider.ts'
import type { Context } from './operation.ts'

/** How long a slow provider is waited for. */
const providerTimeoutMs = 500

const timedOut = () =>
  refuse('TIMEOUT', { message: `The AI provider did not answer within ${providerTimeoutMs} ms; ask for less at once` })

/** Whether the tenant's AI provider answers a direct question: at once, or not. */
export function askProvider({ tenant, time }: Pick<Context, 'tenant' | 'time'>): MaybePromise<Refusal | undefined> {
  if (tenant.provider === 'down') return refuse(providerDown.code, { message: providerDown.message })
  return tenant.provider === 'slow' ? time.sleep(providerTimeoutMs).then(timedOut) : undefined
}
