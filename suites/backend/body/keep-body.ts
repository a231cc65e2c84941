import type { Answer } from '../exchange.ts'
import { headerValue } from '../exchange.ts'
import type { WireAnswer } from '../send/sender.ts'
import { keptBytes } from '../send/sender.ts'
import { readBody } from './read-body.ts'

/** How much of all bodies together is kept; what comes after is kept in short. */
const allKeptBytes = 4_194_304

const shortBytes = 16_384

/** Turns answers of the wire into answers to judge. Whatever a target sends, it never holds more than some megabytes. */
export function createBodyKeeper(): (wire: WireAnswer) => Promise<Answer> {
  let kept = 0
  return async ({ body, bodyBytes, status, headers, hasBytesBeyondEnd }) => {
    const limit = kept < allKeptBytes ? keptBytes : shortBytes
    const { text, isCut, bytes } = await readBody({
      bytes: body,
      isWhole: bodyBytes <= body.length,
      contentEncoding: headerValue({ headers }, 'Content-Encoding'),
      contentType: headerValue({ headers }, 'Content-Type'),
      limit,
    })
    kept += text.length
    return { status, headers, body: text, bodyBytes, isCut, bytes, isBodyKnown: true, hasBytesBeyondEnd }
  }
}
