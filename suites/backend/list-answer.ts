import { isSuccess } from './error-answer.ts'
import { type Answered, parseBody } from './exchange.ts'

/** A page of a list: what it holds, and what it says of the whole. */
export interface ListAnswer {
  readonly items: readonly unknown[]
  readonly totalCount: number | undefined
  readonly hasMore: boolean | undefined
  readonly offset: number
}

/** The size of a page that a request asks for; NaN when it does not say. */
export const limitOf = ({ request }: Answered): number => {
  const { searchParams } = new URL(request.url)
  return Number(searchParams.get('limit') ?? searchParams.get('page_size') ?? Number.NaN)
}

/** How many entries lie before a page: by offset, or by its number, which counts from one. */
function offsetOf(query: URLSearchParams): number {
  const page = Number(query.get('page') ?? 1) || 1
  return Number(query.get('offset') ?? (page - 1) * Number(query.get('page_size') ?? 0)) || 0
}

/** Reads a success as a page of a list: an object with one list among its fields; undefined for anything else. */
export function listOf(exchange: Answered): ListAnswer | undefined {
  if (!isSuccess(exchange)) return undefined
  const body = parseBody(exchange.answer)
  if (typeof body !== 'object' || body === null) return undefined
  const lists = Object.values(body).filter((value): value is unknown[] => Array.isArray(value))
  const [items] = lists
  if (!items || lists.length !== 1) return undefined
  const { total_count: total, has_more: more }: { total_count?: unknown; has_more?: unknown } = body
  return {
    items,
    totalCount: typeof total === 'number' ? total : undefined,
    hasMore: typeof more === 'boolean' ? more : undefined,
    offset: offsetOf(new URL(exchange.request.url).searchParams),
  }
}
