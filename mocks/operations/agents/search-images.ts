import type { ImageSearchResultItem } from '../../../contracts/generated/types.ts'
import type { Refusal } from '../../core/message.ts'
import type { FileRecord } from '../../tenant/record-types.ts'
import { takeDescriptions } from '../../tenant/usage.ts'
import { askProvider } from '../ask-provider.ts'
import { descriptionOf } from '../files/file-state.ts'
import { openUrl } from '../open-url.ts'
import type { Call, Handler } from '../operation.ts'
import { shareOfWords, wordsOf } from '../words.ts'

export const searchImages: Handler<'searchImages'> = async (call) => {
  const { tenant, body, nowMs, time } = call
  const startMs = time.monotonic()
  const refusal: Refusal | undefined = (await askProvider(call)) ?? takeDescriptions(tenant, 1, nowMs)
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
      summary_raw: summary,
      result_refs: { images: { count: ids.length, ids, image_ids: ids, id_type: 'image', label: body.query } },
      search_strategy: { words: wordsOf(body.query) },
      execution_time_ms: Math.round(time.monotonic() - startMs),
      iterations: 1,
      token_usage: { total_tokens: Math.ceil(body.query.length / 4) + ids.length * 20 },
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
