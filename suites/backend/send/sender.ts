import type { FailureKind, HeaderLine } from '../exchange.ts'

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
  /** The first bytes of the body as they came, at most `keptBytes`; no coding is undone. */
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

/** Why there was no answer. */
export class SendFailure extends Error {
  override name = 'SendFailure'
  readonly kind: FailureKind
  constructor(message: string, kind: FailureKind, cause?: unknown) {
    super(message, { cause })
    this.kind = kind
  }

  /** The target could not be spoken to at all. */
  get isUnreachable(): boolean {
    return this.kind === 'unreachable' || this.kind === 'tls'
  }
}

/** How much of an answer's body is kept for judging: a quarter of a megabyte. */
export const keptBytes = 262_144

/** A body that is longer is not waited for: nothing that is asked for here is. */
export const mostBodyBytes = 4_194_304
