import type { MessageImageInfo } from '../../../contracts/generated/types.ts'
import { descriptionOf } from '../files/file-state.ts'
import { openUrl } from '../open-url.ts'
import type { Context } from '../operation.ts'

/** What a message shows of the images that it speaks of; an image that is gone is left out. */
export function imageInfos(context: Context, ids: readonly string[]): MessageImageInfo[] {
  const storage = openUrl(context, '/storage')
  return ids.flatMap((id): MessageImageInfo[] => {
    const file = context.tenant.files.get(id)
    if (!file) return []
    return [
      {
        image_id: id,
        thumbnail_url: `${storage}/${id}?variant=small_256`,
        description: descriptionOf(file, context.nowMs),
        confidence: null,
        title: file.title,
        stored_url: `${storage}/${id}`,
        filename: file.filename,
      },
    ]
  })
}
