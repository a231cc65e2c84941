import { answered, testBackendRule } from '../hand-made.ts'
import { listCountsAreTrue } from './list-counts-are-true.ts'

const page = (limit: number, count: number, total: number, more: boolean, query = '') =>
  answered(200, {
    operation: 'listFiles',
    intent: 'success',
    path: `/user-files?limit=${limit}${query}`,
    body: { files: Array.from({ length: count }, () => ({})), total_count: total, has_more: more },
  })

testBackendRule(listCountsAreTrue, [
  ['more to come', [page(2, 2, 9, true)], 'pass', 'one answer'],
  ['all there', [page(20, 9, 9, false)], 'pass', 'one answer'],
  ['the last page', [page(20, 1, 21, false, '&offset=20')], 'pass', 'one answer'],
  ['an empty list', [page(2, 0, 0, false)], 'pass', 'one answer'],
  ['behind the end', [page(20, 0, 3, false, '&offset=20')], 'pass', 'one answer'],
  ['a count below what is there', [page(2, 2, 1, false)], 'fail', 'total_count is less'],
  ['more, though all is there', [page(20, 9, 9, true)], 'fail', 'has_more is true though'],
  ['no more, though more is there', [page(2, 2, 9, false)], 'fail', 'has_more is false though'],
  [
    'a count of the page',
    [page(2, 2, 2, false), page(1, 1, 1, false), page(2, 2, 2, false)],
    'fail',
    'total_count follows the limit',
  ],
  ['a small account', [page(2, 2, 2, false), page(1, 1, 2, true), page(2, 2, 2, false)], 'pass', '3 answers'],
  ['two pages show no pattern', [page(2, 2, 2, false), page(1, 1, 1, false)], 'pass', '2 answers'],
  ['no list', [answered(200, { operation: 'getFile', body: { id: 1 } })], 'not-provoked', 'No list'],
])
