import { createHash } from 'node:crypto'
import type { IncomingMessageLike } from '../../../mocks/core/message.ts'
import { holdsKey } from '../bench-key.ts'

/** Where a request carries the bench's key: names of headers in lower case, `the query`, `the body`. */
export function keyPlaces(
  { rawHeaders, target }: Pick<IncomingMessageLike, 'rawHeaders' | 'target'>,
  bodyText: string,
): string[] {
  const headers = rawHeaders.filter((_, index) => index % 2 === 0 && holdsKey(rawHeaders[index + 1] ?? ''))
  const names = headers.map((name) => name.toLowerCase())
  return [...names, ...(holdsKey(target) ? ['the query'] : []), ...(holdsKey(bodyText) ? ['the body'] : [])]
}

/** Tells credentials apart without keeping them; null without any. */
export const authorizationSha256 = ({
  headers: { authorization },
}: Pick<IncomingMessageLike, 'headers'>): string | null =>
  authorization === undefined ? null : createHash('sha256').update(String(authorization)).digest('hex')

/** How many credentials a request carries in its Authorization: one line each, or with commas between them. */
export const credentialCount = ({ rawHeaders }: Pick<IncomingMessageLike, 'rawHeaders'>): number =>
  rawHeaders
    .filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'authorization')
    .flatMap((line) => line.match(/(^|, *)(Bearer|Basic) /gi) ?? ['']).length
