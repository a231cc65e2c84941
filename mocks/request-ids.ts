/**
 * Makes the ids of answers: UUIDs in form, a random head for this mock and a running tail. Unique as the contract wants
 * them, in order as a reader of logs wants them, and a tenth of the price of a random one.
 */
export function createRequestIds(randomUuid: string): () => string {
  const head = randomUuid.slice(0, 24)
  let last = 0
  return () => {
    last += 1
    return head + last.toString(16).padStart(12, '0')
  }
}
