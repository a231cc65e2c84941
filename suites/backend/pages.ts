import { type Answered, headerValue } from './exchange.ts'
import type { SeenRun } from './standing.ts'

/** The origin of the page that a request pretends to come from. */
export const originOf = ({ request }: Answered): string | undefined => headerValue(request, 'Origin')

export const allowedOrigin = ({ answer }: Answered): string | undefined =>
  headerValue(answer, 'Access-Control-Allow-Origin')

/** Whether the target answers pages of other origins at all: most APIs are not made for them. */
export const answersPages = ({ exchanges }: SeenRun): boolean =>
  exchanges.some(
    (exchange) =>
      exchange.answer !== null &&
      exchange.intent !== 'preflight' &&
      headerValue(exchange.request, 'Origin') !== undefined &&
      headerValue(exchange.answer, 'Access-Control-Allow-Origin') !== undefined,
  )

/** The words of a header that lists names, in lower case. */
export const wordsOf = (value: string | undefined): readonly string[] =>
  (value ?? '')
    .toLowerCase()
    .trim()
    .split(/\s*,\s*/)
