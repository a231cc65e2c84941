import type { HeaderLine } from '../exchange.ts'

export interface WireRequest {
  readonly method: string
  /** Relative to the base URL, with its query. */
  readonly path: string
  readonly headers: readonly HeaderLine[]
  readonly body: Uint8Array | null
}

export interface WireAnswer {
  readonly status: number
  readonly headers: readonly HeaderLine[]
  readonly body: Uint8Array
  readonly bodyBytes: number
  readonly hasBytesBeyondEnd: boolean
}

/** Carries requests to a target. `send` throws `SendFailure` when no whole answer comes. */
export interface Sender {
  /** For reports and reproductions. */
  readonly baseUrl: string
  send(request: WireRequest, signal: AbortSignal): Promise<WireAnswer>
  close(): void
}

/** Why there was no answer. `isUnreachable`: the target could not be spoken to at all. */
export class SendFailure extends Error {
  override name = 'SendFailure'
  readonly isUnreachable: boolean
  constructor(message: string, isUnreachable: boolean, cause?: unknown) {
    super(message, { cause })
    this.isUnreachable = isUnreachable
  }
}

/** How much of an answer's body is kept for judging: one megabyte. */
export const keptBytes = 1_048_576
