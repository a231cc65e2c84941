import type { VideoScene } from '../../../contracts/generated/types.ts'
import type { FileRecord, VideoParts } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { stateOf } from '../../tenant/work.ts'
import { iso } from '../iso.ts'
import { openPath } from '../open-url.ts'
import type { Context } from '../operation.ts'

/** A file that is a video. */
export type VideoFile = FileRecord & { readonly video: VideoParts }

export const isVideoFile = (file: FileRecord | undefined): file is VideoFile => file?.video != null

/** Everything of a UUID but its last group. */
const prefixOf = (id: string) => id.slice(0, 24)

/** The id of a scene: its video's, with the place of the scene as its last group. So a scene is found without being kept. */
const sceneId = (videoId: string, index: number) => `${prefixOf(videoId)}${index.toString(16).padStart(12, '0')}`

/** `83` seconds → `1:23`. */
const clockText = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

/** The scenes of a video, equally long; none before its analysis is done. */
export function scenesOf(
  call: Pick<Context, 'request' | 'baseUrl' | 'tenant' | 'nowMs'>,
  file: VideoFile,
): VideoScene[] {
  const { work, video } = file
  if (video.analysisId === null || !work || stateOf(work, call.nowMs) !== 'completed') return []
  const { scenes, durationSeconds } = video
  const lengthSeconds = durationSeconds / scenes.length
  return scenes.map((description, index) => {
    const [start, end] = [index * lengthSeconds, (index + 1) * lengthSeconds]
    const id = sceneId(file.id, index)
    return {
      scene_id: id,
      scene_index: index,
      start_time: start,
      end_time: end,
      time_range_formatted: `${clockText(start)}-${clockText(end)}`,
      description,
      tags: file.tags,
      visible_text: null,
      confidence_score: 0.9,
      embedding_status: 'completed',
      thumbnail_url: openPath(call, `/video-scenes/${id}/thumbnail`),
      created_at: iso(work.endMs),
    }
  })
}

/** The video that a scene id belongs to; undefined when no video has such a scene. */
export function videoOfScene({ files }: Tenant, id: string): VideoFile | undefined {
  const wanted = id.toLowerCase()
  const index = Number.parseInt(wanted.slice(24), 16)
  const video = files.all().find((file) => isVideoFile(file) && prefixOf(file.id) === prefixOf(wanted))
  return isVideoFile(video) && index < video.video.scenes.length ? video : undefined
}
