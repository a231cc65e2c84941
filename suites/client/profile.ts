/** What a client says of itself. What it leaves open is inferred from what it does. */
export interface Profile {
  /** Attempts in all, the first included. */
  readonly maxAttempts?: number
  /** When it repeats a POST after a failure that may have done the work. Default `never`. */
  readonly retriesPost?: 'never' | 'with-key' | 'always'
  /** Whether it reads bodies as JSON; a downloader passes them on. Default true. */
  readonly parsesJson?: boolean
  /** Whether it has a way to be cancelled. Default true. */
  readonly isCancellable?: boolean
  /** Whether it can be told a deadline for the whole call. Default true. */
  readonly takesDeadline?: boolean
}
