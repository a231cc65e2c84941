/**
 * Makes the ids of answers: UUIDs in form, a random head for this mock and the attempt's number as a tail. Unique as the
 * contract wants them, in order as a reader of logs wants them, a tenth of the price of a random one, and nothing to keep.
 */
export function createRequestIds(randomUuid: () => string): (attempt: number) => string {
  let head: string | undefined // made with the first, since what makes random ones takes its time to load
  return (attempt) => {
    head ??= randomUuid().slice(0, 24)
    return head + attempt.toString(16).padStart(12, '0')
  }
}
