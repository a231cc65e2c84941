import type { QueryOf } from '../../../contracts/operations/index.ts'
import type { FileRecord } from '../../tenant/tenant.ts'
import type { Handler } from '../operation.ts'
import { fileSummary } from './file-bodies.ts'

type Query = QueryOf<'listFiles'>

const includes = (text: string | null, word: string) => text?.toLowerCase().includes(word) === true

function matches(query: Query): (file: FileRecord) => boolean {
  const {
    search,
    tags,
    ids,
    folder_id: folder,
    date_from: from,
    date_to: to,
    has_description: described,
    media_types: types,
  } = query
  const word = search?.toLowerCase()
  return (file) =>
    (word === undefined ||
      [file.title, file.upload_description, file.visible_text, file.filename].some((text) => includes(text, word))) &&
    (tags === undefined || tags.every((tag) => file.tags.includes(tag))) &&
    (ids === undefined || ids.includes(file.id)) &&
    (folder === undefined || file.folder_id === folder) &&
    (from === undefined || Date.parse(file.created_at) >= Date.parse(from)) &&
    (to === undefined || Date.parse(file.created_at) <= Date.parse(to)) &&
    (described === undefined || (file.upload_description !== null) === described) &&
    (types === undefined || (types as readonly string[]).includes('image'))
}

export const listFiles: Handler<'listFiles'> = ({ tenant, query }) => {
  const found = tenant.files.all().filter(matches(query)).reverse()
  const page = found.slice(query.offset, query.offset + query.limit)
  return {
    json: `{"files":[${page.map(fileSummary).join()}],"total_count":${found.length},"has_more":${query.offset + page.length < found.length}}`,
  }
}
