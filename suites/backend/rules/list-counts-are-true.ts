import { fail, type Look } from '../../rules/look.ts'
import { type ListAnswer, limitOf, listOf } from '../list-answer.ts'
import { type BackendLook, runRule, type SeenAnswer } from '../rule.ts'

function lookAtPage({ items, totalCount, hasMore, offset }: ListAnswer): Look | undefined {
  if (totalCount === undefined) return undefined
  const seen = offset + items.length
  if (items.length > 0 && totalCount < seen) return fail('total_count is less than what the list holds')
  if (hasMore === true && seen >= totalCount) return fail('has_more is true though the list holds all of total_count')
  if (hasMore === false && seen < totalCount)
    return fail('has_more is false though the list holds less than total_count')
  return undefined
}

/** A count that follows the limit of each page, down and up again, counts the page and not the whole. */
function countsPages(pages: readonly SeenAnswer[]): boolean {
  const totals = pages.map((page) => listOf(page)?.totalCount)
  const isFull = pages.every(
    (page, index) => listOf(page)?.items.length === limitOf(page) && totals[index] === limitOf(page),
  )
  return isFull && new Set(totals).size > 1
}

const withoutPaging = ({ operation, credential, request }: SeenAnswer) => {
  const { searchParams } = new URL(request.url)
  for (const name of ['limit', 'offset', 'page', 'page_size']) searchParams.delete(name)
  return `${operation} ${credential} ${searchParams}`
}

export const listCountsAreTrue = runRule({
  id: 'list-counts-are-true',
  statement: 'total_count counts the whole list, and has_more says whether anything is left',
  source: 'the reference pages of the lists',
  level: 'MUST',
  concerns: (exchange) => exchange.operation !== null && listOf(exchange)?.totalCount !== undefined,
  check(lists) {
    const single = lists.flatMap((exchange): BackendLook[] => {
      const list = listOf(exchange)
      const found = list && lookAtPage(list)
      return found ? [{ ...found, field: 'total_count', exchange }] : []
    })
    const groups = [...Map.groupBy(lists, withoutPaging).values()].filter(
      (pages) => pages.length >= 3 && countsPages(pages),
    )
    const counted = groups.flatMap((pages) =>
      pages.slice(-1).map((exchange) => ({
        ...fail('total_count follows the limit: it counts the page, not the list'),
        field: 'total_count',
        exchange,
      })),
    )
    return [...single, ...counted]
  },
  unseen: 'No list with a total_count was answered',
})
