import type { IncomingMessageLike } from '../../../mocks/core/message.ts'
import { plainRequest } from '../../../mocks/testing/plain-request.ts'

/** A request as an adapter hands it over: `GET /user-files?limit=20` on connection 1, without a body, unless said. */
export const incoming = (fields: Partial<IncomingMessageLike> = {}): IncomingMessageLike => ({
  ...plainRequest({ target: '/api/v2/user-files?limit=20' }),
  connection: 1,
  ...fields,
})

/** A body that comes in these pieces. */
export function bodyOf(...pieces: readonly string[]): IncomingMessageLike['body'] {
  async function* chunks() {
    for (const piece of pieces) yield new TextEncoder().encode(piece)
  }
  return { declaredBytes: undefined, chunks }
}
