/** What is compared; the rules of a drift report, by id. */
export type DriftRule =
  | 'operations-are-known'
  | 'parameters-agree'
  | 'bodies-agree'
  | 'successes-agree'
  | 'answers-agree'
  | 'errors-are-declared'

/** One thing that a document and the contract say differently. */
export interface Difference {
  readonly rule: DriftRule
  /** `GET /user-files`, as the contract writes it where it knows it. */
  readonly operation: string
  /** Where in the operation: `query limit`, `body title`, `200 files[].title`, `errors`. */
  readonly where: string
  /** What of it: `maximum`, `default`, `type`, `presence`, a status. */
  readonly what: string
  readonly published: string
  readonly contract: string
}

/** A difference in a sentence. */
export const differenceText = ({ operation, where, what, published, contract }: Difference): string =>
  `${operation} · ${where}: ${what} is ${published} in the document, ${contract} in the contract`
