import { takeDescriptions } from '../../tenant/usage.ts'
import { askProvider } from '../ask-provider.ts'
import { descriptionOf } from '../files/file-state.ts'
import { openUrl } from '../open-url.ts'
import type { Handler } from '../operation.ts'
import { shareOfWords, wordsOf } from '../words.ts'

/** How sure the description of an image is. */
const confidence = 0.93

export const searchChatImages: Handler<'searchChatImages'> = async (call) => {
  const { tenant, body, nowMs } = call
  const refusal = (await askProvider(call)) ?? takeDescriptions(tenant, 1, nowMs)
  if (refusal) return refusal
  const words = wordsOf(body.query)
  const storage = openUrl(call, '/storage')
  const found = tenant.files
    .all()
    .filter((file) => file.media_type === 'image')
    .map((file) => ({ file, description: descriptionOf(file, nowMs) ?? '' }))
    .map(({ file, description }) => ({
      file,
      description,
      score: shareOfWords(words, [file.title, file.filename, description, ...file.tags].join(' ')),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  return {
    body: {
      results: found.slice(body.offset, body.offset + body.limit).map(({ file, description, score }) => ({
        image_id: file.id,
        description,
        confidence,
        relevance_score: score,
        thumbnail_url: `${storage}/${file.id}?variant=small_256`,
        medium_url: `${storage}/${file.id}?variant=medium_750`,
        full_url: `${storage}/${file.id}?variant=large_1024`,
        created_at: file.created_at,
      })),
      total_count: found.length,
      query_interpretation: { normalized_query: words.join(' ') },
    },
  }
}

export const listChatImages: Handler<'listChatImages'> = ({ tenant, query }) => {
  const { limit, offset } = query
  const ids = tenant.files.all().flatMap(({ id, media_type: type }) => (type === 'image' ? [id] : []))
  return {
    body: {
      image_ids: ids.reverse().slice(offset, offset + limit),
      total_count: ids.length,
      has_more: offset + limit < ids.length,
    },
  }
}
