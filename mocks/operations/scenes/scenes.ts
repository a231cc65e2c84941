import { refuse } from '../../core/message.ts'
import type { Handler } from '../operation.ts'
import { objectBytes } from '../storage/object-bytes.ts'
import { wholeReply } from '../storage/serve-bytes.ts'
import { isVideoFile, scenesOf, videoOfScene } from './find-scenes.ts'

export const listScenes: Handler<'listScenes'> = (call) => {
  const { tenant, params } = call
  const video = tenant.files.get(params.video_id.toLowerCase())
  if (!isVideoFile(video)) return refuse('HTTP_404', { message: `No video has the id ${params.video_id}` })
  const scenes = scenesOf(call, video)
  return { body: { video_id: video.id, count: scenes.length, scenes } }
}

/** The picture of a scene is its video's: the mock looks into no video. */
export const getSceneThumbnail: Handler<'getSceneThumbnail'> = async (call) => {
  const { tenant, params } = call
  const video = videoOfScene(tenant, params.scene_id)
  if (!video || scenesOf(call, video).length === 0)
    return refuse('HTTP_404', { message: `No scene has the id ${params.scene_id}` })
  return wholeReply(await objectBytes(call, video, 'small_256'))
}
