import type { QueryOf } from '../../../contracts/operations/index.ts'
import type { FileRecord } from '../../tenant/record-types.ts'
import { descriptionOf, visibleTextOf } from './file-state.ts'

type Query = QueryOf<'listFiles'>
type Filter = (file: FileRecord) => boolean

const includes = (text: string | null, word: string) => text?.toLowerCase().includes(word) === true

const searchedTexts: Record<Query['search_mode'], (file: FileRecord, nowMs: number) => readonly (string | null)[]> = {
  all: (file, nowMs) => [
    file.title,
    file.filename,
    descriptionOf(file, nowMs),
    visibleTextOf(file, nowMs),
    ...file.tags,
  ],
  metadata: (file) => [file.title, file.filename, ...file.tags],
  visible_text: (file, nowMs) => [visibleTextOf(file, nowMs)],
}

/** The end of what a bound means: a date without a time includes its whole day. */
const lastMomentOf = (bound: string) => Date.parse(bound) + (bound.length === 10 ? 86_400_000 - 1 : 0)

/** The filter that a query asks for; undefined when it lets everything through. */
export function fileFilter(query: Query, nowMs: number): Filter | undefined {
  const filters: Filter[] = []
  const { search, tags, ids, folder_id: folder, date_from: from, date_to: to, media_types: types } = query
  if (search) {
    const word = search.toLowerCase()
    const textsOf = searchedTexts[query.search_mode]
    filters.push((file) => textsOf(file, nowMs).some((text) => includes(text, word)))
  }
  if (tags !== undefined) filters.push((file) => tags.every((tag) => file.tags.includes(tag)))
  if (ids !== undefined) {
    const wanted = new Set(ids.map((id) => id.toLowerCase()))
    filters.push((file) => wanted.has(file.id))
  }
  if (folder !== undefined) filters.push((file) => file.folder_id === folder)
  if (from !== undefined) {
    const fromMs = Date.parse(from)
    filters.push((file) => Date.parse(file.created_at) >= fromMs)
  }
  if (to !== undefined) {
    const toMs = lastMomentOf(to)
    filters.push((file) => Date.parse(file.created_at) <= toMs)
  }
  if (query.has_description !== undefined)
    filters.push((file) => (descriptionOf(file, nowMs) !== null) === query.has_description)
  if (types !== undefined) filters.push((file) => types.includes(file.media_type))
  return filters.length === 0 ? undefined : (file) => filters.every((filter) => filter(file))
}
