import type { QueryOf } from '../../../contracts/operations/index.ts'
import type { FileRecord } from '../../tenant/record-types.ts'
import { openUrl } from '../open-url.ts'
import type { Handler } from '../operation.ts'
import { fileSummary } from './file-bodies.ts'
import { fileFilter } from './file-filter.ts'
import { createListWriter } from './list-body.ts'

type Query = QueryOf<'listFiles'>

/** Files in the order asked for. They come in the order of their creation, or of their content's: those two cost nothing. */
function inOrder(files: readonly FileRecord[], { sort_by: by, sort_order: order }: Query): readonly FileRecord[] {
  if (by === 'created_at' || by === 'content_created_at') return order === 'asc' ? files : files.toReversed()
  const keyOf = sortKeys[by]
  const sorted = files.toSorted((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)]
    return Number(left > right) - Number(left < right)
  })
  return order === 'asc' ? sorted : sorted.toReversed()
}

const sortKeys: Record<
  Exclude<Query['sort_by'], 'created_at' | 'content_created_at'>,
  (file: FileRecord) => string | number
> = {
  title: (file) => (file.title ?? file.filename).toLowerCase(),
  size_bytes: (file) => file.size_bytes,
}

/** One page of everything in the order in which it stands, cut out without a look at the rest. */
function pageOfAll(files: readonly FileRecord[], { offset, limit, sort_order: order }: Query): FileRecord[] {
  if (order === 'asc') return files.slice(offset, offset + limit)
  const end = Math.max(0, files.length - offset)
  return files.slice(Math.max(0, end - limit), end).reverse()
}

const writeList = createListWriter()

export const listFiles: Handler<'listFiles'> = (call) => {
  const { tenant, query, nowMs } = call
  const isByContent = query.sort_by === 'content_created_at'
  const all = isByContent ? tenant.fileIndex.byContent() : tenant.files.all()
  const filter = fileFilter(query, nowMs)
  let page: readonly FileRecord[]
  let total = all.length
  if (!filter && (isByContent || query.sort_by === 'created_at')) page = pageOfAll(all, query)
  else {
    const found = inOrder(filter ? all.filter(filter) : all, query)
    total = found.length
    page = found.slice(query.offset, query.offset + query.limit)
  }
  const storage = openUrl(call, '/storage')
  const files = page.map((file) => fileSummary(file, nowMs, storage))
  return { json: writeList(files, `"total_count":${total},"has_more":${query.offset + page.length < total}`) }
}
