import type { MatchedSceneItem, VideoSearchResultItem } from '../../../contracts/generated/types.ts'
import { descriptionOf } from '../files/file-state.ts'
import { idFilter } from '../id-filter.ts'
import { openUrl } from '../open-url.ts'
import type { Call, Context, Handler } from '../operation.ts'
import { isVideoFile, scenesOf, type VideoFile } from '../scenes/find-scenes.ts'
import { shareOfWords, wordsOf } from '../words.ts'
import { agentFigures, beginAgent, counted } from './agent.ts'

export const searchVideos: Handler<'searchVideos'> = async (call) => {
  const { body, time } = call
  const startMs = time.monotonic()
  const refusal = await beginAgent(call)
  if (refusal) return refusal
  const words = wordsOf(body.query)
  const results = find(call, words)
  const ids = results.map(({ video_id: id }) => id)
  const summary = `Found ${counted(ids.length, 'video')} that go with "${body.query}"`
  return {
    body: {
      success: true,
      results,
      count: ids.length,
      video_ids: ids,
      summary,
      summary_raw: `Found [[ref:search_1]] that go with "${body.query}"`,
      result_refs: { search_1: { count: ids.length, ids, image_ids: [], id_type: 'video', label: 'videos' } },
      search_mode: words.length === 0 ? 'browse' : 'text',
      search_strategy: { words },
      ...agentFigures(call, startMs, { asked: body.query, answered: summary }),
    },
  }
}

/** Videos of which a scene, or the whole, holds words of the question, best first; all of them when it has no words. */
function find(call: Call<'searchVideos'>, words: readonly string[]): VideoSearchResultItem[] {
  const { tenant, body } = call
  const isWanted = idFilter(body.video_ids)
  const folder = body.folder_id?.toLowerCase()
  return tenant.files
    .all()
    .filter(isVideoFile)
    .filter((file) => isWanted(file.id) && (folder === undefined || file.folder_id === folder))
    .map((file) => resultOf(call, file, words))
    .filter(({ score }) => score > 0 || words.length === 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, body.limit)
}

function resultOf(call: Context, file: VideoFile, words: readonly string[]): VideoSearchResultItem {
  const description = descriptionOf(file, call.nowMs) ?? ''
  const scenes = scenesOf(call, file)
    .map((scene): MatchedSceneItem => {
      const text = scene.description ?? ''
      return {
        scene_id: scene.scene_id,
        scene_index: scene.scene_index,
        start_time: scene.start_time,
        end_time: scene.end_time,
        time_range_formatted: scene.time_range_formatted ?? '',
        description: text,
        tags: scene.tags ?? [],
        score: shareOfWords(words, text),
        thumbnail_url: scene.thumbnail_url ?? null,
      }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const own = shareOfWords(words, [file.title, file.filename, description, ...file.tags].join(' '))
  return {
    video_id: file.id,
    video_filename: file.filename,
    video_description: description,
    duration_seconds: file.video.durationSeconds,
    resolution: `${file.width}x${file.height}`,
    thumbnail_url: openUrl(call, `/storage/${file.id}?variant=small_256`),
    score: Math.max(own, ...scenes.map(({ score }) => score)),
    matched_scenes: scenes,
  }
}
