import type { Attempt } from '../../../mocks/journal/journal.ts'

/** An attempt as the journal has it, with what only the script's server knows. */
export interface SeenAttempt extends Attempt {
  /** Which step answered it. */
  readonly step: number
  /** The script had ended before it. */
  readonly isBeyond: boolean
  /** The body as text, cut after 64 KiB. */
  readonly bodyText: string
  /** Tells credentials apart without keeping them; null without any. */
  readonly authorizationSha256: string | null
  /** How many credentials its Authorization holds. */
  readonly credentials: number
  /** Where the key stands: names of headers in lower case, `the query`, `the body`. */
  readonly keyIn: readonly string[]
  /** It came over HTTP/2. */
  readonly isHttp2: boolean
  /** It came to the second origin. */
  readonly isElsewhere: boolean
  /** The wait that was asked for, in milliseconds from the answer; null when none was, or none that the grammar knows. */
  readonly askedMs: number | null
  /** The moment that a Retry-After date named, in epoch milliseconds. */
  readonly dueMs: number | null
}
