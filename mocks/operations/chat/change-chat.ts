import { invalid, type Refusal } from '../../core/message.ts'
import type { ChatRecord, MediaType } from '../../tenant/record-types.ts'
import { iso } from '../iso.ts'
import type { Context, Handler } from '../operation.ts'
import { noChat } from './chats.ts'

/** What a page says of the context: at most so many of a kind. */
const maxChosen: Readonly<Record<'image_ids' | 'document_ids' | 'video_ids', number>> = {
  image_ids: 1_000,
  document_ids: 100,
  video_ids: 100,
}

/** A model reads an image as about so many tokens. */
const tokensPerImage = 1_200

interface Choice {
  readonly field: keyof typeof maxChosen
  readonly type: MediaType
  readonly ids: readonly string[]
}

/** The ids that are chosen, or why they cannot be. */
function choose({ tenant }: Context, { field, type, ids }: Choice): string[] | Refusal {
  if (ids.length > maxChosen[field]) return invalid(field, `Must have at most ${maxChosen[field]} items`, 400)
  const chosen = ids.map((id) => id.toLowerCase())
  const strange = chosen.findIndex((id) => tenant.files.get(id)?.media_type !== type)
  return strange === -1 ? chosen : invalid(`${field}.${strange}`, `Must be the id of a stored ${type}`, 400)
}

async function change(
  { tenant, nowMs }: Context,
  sessionId: string,
  edit: (draft: ChatRecord) => void,
): Promise<ChatRecord | Refusal> {
  const updated = await tenant.chats.update(sessionId.toLowerCase(), (draft) => {
    edit(draft)
    draft.updatedMs = nowMs
  })
  return updated ?? noChat(sessionId)
}

export const setChatImages: Handler<'setChatImages'> = async (call) => {
  const ids = choose(call, { field: 'image_ids', type: 'image', ids: call.body.image_ids })
  if ('error' in ids) return ids
  const chat = await change(call, call.params.session_id, (draft) => {
    draft.imageIds = ids
  })
  if ('error' in chat) return chat
  return {
    body: {
      session_id: chat.id,
      selected_image_ids: ids,
      selected_video_ids: [...chat.videoIds],
      context_summary: `${ids.length} ${ids.length === 1 ? 'image' : 'images'} selected`,
      estimated_tokens: ids.length * tokensPerImage,
    },
  }
}

export const setChatDocuments: Handler<'setChatDocuments'> = async (call) => {
  const ids = choose(call, { field: 'document_ids', type: 'document', ids: call.body.document_ids ?? [] })
  if ('error' in ids) return ids
  const chat = await change(call, call.params.session_id, (draft) => {
    draft.documentIds = ids
  })
  if ('error' in chat) return chat
  return { body: { session_id: chat.id, selected_document_ids: ids, document_count: ids.length } }
}

export const setChatVideos: Handler<'setChatVideos'> = async (call) => {
  const ids = choose(call, { field: 'video_ids', type: 'video', ids: call.body.video_ids ?? [] })
  if ('error' in ids) return ids
  const chat = await change(call, call.params.session_id, (draft) => {
    draft.videoIds = ids
  })
  if ('error' in chat) return chat
  return { body: { session_id: chat.id, selected_video_ids: ids, video_count: ids.length } }
}

export const setChatMode: Handler<'setChatMode'> = async (call) => {
  const chat = await change(call, call.params.session_id, (draft) => {
    draft.useAllImages = call.body.use_all_images
  })
  if ('error' in chat) return chat
  return {
    body: {
      session_id: chat.id,
      use_all_images: chat.useAllImages,
      selected_image_count: chat.imageIds.length,
      updated_at: iso(chat.updatedMs),
    },
  }
}

export const renameChat: Handler<'renameChat'> = async (call) => {
  const chat = await change(call, call.params.session_id, (draft) => {
    draft.title = call.body.title
  })
  if ('error' in chat) return chat
  return { body: { session_id: chat.id, title: chat.title, updated_at: iso(chat.updatedMs) } }
}
