/** What a client says of itself. What it leaves open is inferred from what it does. */
export interface Profile {
  /** Attempts in all, the first included. */
  readonly maxAttempts?: number
  /** When it repeats a POST after a failure that may have done the work. Default `never`. */
  readonly retriesPost?: 'never' | 'with-key' | 'always'
}
