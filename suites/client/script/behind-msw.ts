import type { HttpHandler } from 'msw'
import { transports } from '../../../mocks/faults/transports.ts'
import type { Script, Step } from './step.ts'

/** Where a client lives that exists only behind MSW: the set-up that intercepts it, and the base URL that it uses. */
export interface BehindMsw {
  /** What `setupServer()` or `setupWorker()` gave, already listening. */
  readonly server: { use(...handlers: HttpHandler[]): void; resetHandlers(): void }
  /** Without a slash at its end. */
  readonly baseUrl: string
}

/** MSW answers with a Response or a network error: connections cannot misbehave while they carry an answer. */
const needsConnection = ({ transport, elsewhere, body, early, stream }: Step): boolean =>
  (transport !== undefined && !transports[transport].isServedBehindMsw) || Boolean(elsewhere ?? body ?? early ?? stream)

export const canServeBehindMsw = ({ script }: { readonly script: Script }): boolean => !script.some(needsConnection)
