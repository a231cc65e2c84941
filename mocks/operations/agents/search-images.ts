import type { ImageSearchResultItem } from '../../../contracts/generated/types.ts'
import type { FileRecord } from '../../tenant/record-types.ts'
import { descriptionOf } from '../files/file-state.ts'
import { openUrl } from '../open-url.ts'
import type { Call, Handler } from '../operation.ts'
import { shareOfWords, wordsOf } from '../words.ts'
import { agentFigures, beginAgent } from './agent.ts'

export const searchImages: Handler<'searchImages'> = async (call) => {
  const { body, time } = call
  const startMs = time.monotonic()
  const refusal = await beginAgent(call)
  if (refusal) return refusal
  const results = find(call)
  const ids = results.map(({ image_id: id }) => id)
  const summary = `${ids.length} ${ids.length === 1 ? 'image matches' : 'images match'} "${body.query}".`
  return {
    body: {
      success: true,
      results,
      count: ids.length,
      result_ids: ids,
      summary,
      summary_raw: `[[ref:search_1]] for "${body.query}".`,
      result_refs: { search_1: { count: ids.length, ids, image_ids: ids, id_type: 'image', label: body.query } },
      search_strategy: { words: wordsOf(body.query) },
      ...agentFigures(call, startMs, { asked: body.query, answered: summary }),
    },
  }
}

/** Images whose words are asked for, best first. Not the real search, but one whose results follow from the question. */
function find(call: Call<'searchImages'>): ImageSearchResultItem[] {
  const { tenant, body, nowMs } = call
  const words = wordsOf(body.query)
  const wanted = body.image_ids ? new Set(body.image_ids.map((id) => id.toLowerCase())) : undefined
  const storage = openUrl(call, '/storage')
  const textOf = (file: FileRecord) =>
    [file.title, file.filename, descriptionOf(file, nowMs), ...file.tags].filter((text) => text !== null).join(' ')
  return tenant.files
    .all()
    .filter(
      (file) =>
        file.media_type === 'image' &&
        (body.folder_id == null || file.folder_id === body.folder_id.toLowerCase()) &&
        (wanted === undefined || wanted.has(file.id)),
    )
    .map((file) => ({ file, score: shareOfWords(words, textOf(file)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, body.limit)
    .map(({ file, score }) => ({
      image_id: file.id,
      score,
      filename: file.filename,
      title: file.title,
      description: descriptionOf(file, nowMs),
      folder_id: file.folder_id,
      thumbnail_url: `${storage}/${file.id}?variant=small_256`,
    }))
}
