import type { ChatMessageResponse, ChatSessionSummaryResponse } from '../../../contracts/generated/types.ts'
import type { QueryOf } from '../../../contracts/operations/index.ts'
import { type Refusal, refuse } from '../../core/message.ts'
import type { ChatMessage, ChatRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { iso } from '../iso.ts'
import type { Context, Handler } from '../operation.ts'
import { imageInfos } from './image-infos.ts'

/** What one chat may hold. */
const maxMessages = 200
const maxTokens = 100_000

export function findChat({ chats }: Tenant, id: string): ChatRecord | Refusal {
  return chats.get(id.toLowerCase()) ?? noChat(id)
}

export const noChat = (id: string): Refusal => refuse('HTTP_404', { message: `No chat has the id ${id}` })

export const tokensOf = ({ messages }: ChatRecord): number => messages.reduce((sum, { tokens }) => sum + tokens, 0)

export const remainingOf = (chat: ChatRecord) => ({
  remaining_tokens: Math.max(0, maxTokens - tokensOf(chat)),
  remaining_messages: Math.max(0, maxMessages - chat.messages.length),
})

export const createChat: Handler<'createChat'> = async ({ tenant, body, nowMs, platform }) => {
  const chat = await tenant.chats.create({
    id: platform.uuid(),
    title: body.title ?? 'New chat',
    useAllImages: body.use_all_images,
    imageIds: body.initial_image_ids ?? [],
    documentIds: [],
    videoIds: [],
    createdMs: nowMs,
    updatedMs: nowMs,
    closedMs: null,
    messages: [],
  })
  return { body: { session_id: chat.id, title: chat.title, created_at: iso(nowMs) } }
}

const previewLength = 100

function summaryOf(chat: ChatRecord): ChatSessionSummaryResponse {
  const last = chat.messages.at(-1)
  const asked = chat.messages.findLast(({ role }) => role === 'user')
  return {
    id: chat.id,
    title: chat.title,
    total_messages: chat.messages.length,
    total_tokens: tokensOf(chat),
    ...remainingOf(chat),
    is_active: chat.closedMs === null,
    use_all_images: chat.useAllImages,
    created_at: iso(chat.createdMs),
    updated_at: iso(chat.updatedMs),
    last_message_at: last ? iso(last.createdMs) : null,
    last_message_preview: last?.content.slice(0, previewLength) ?? null,
    last_user_message: asked?.content.slice(0, previewLength) ?? null,
    selected_image_count: chat.imageIds.length,
  }
}

const messageBody = (
  context: Context,
  { id, role, content, tokens, createdMs, imageIds, plan }: ChatMessage,
): ChatMessageResponse => ({
  id,
  role,
  content,
  token_count: tokens,
  processing_time_ms: role === 'assistant' ? tokens * 10 : null,
  created_at: iso(createdMs),
  image_context: imageInfos(context, imageIds),
  metadata: plan && { plan_id: plan.id, plan_status: plan.state },
})

function isWanted(
  chat: ChatRecord,
  { is_active: isActive, search, min_messages: least }: QueryOf<'listChats'>,
): boolean {
  if (isActive !== undefined && (chat.closedMs === null) !== isActive) return false
  if (least !== undefined && chat.messages.length < least) return false
  const word = search?.toLowerCase()
  return (
    !word ||
    [chat.title, ...chat.messages.map(({ content }) => content)].some((text) => text.toLowerCase().includes(word))
  )
}

export const listChats: Handler<'listChats'> = ({ tenant, query }) => {
  const { limit, offset } = query
  const all = tenant.chats
    .all()
    .filter((chat) => isWanted(chat, query))
    .sort((a, b) => b.updatedMs - a.updatedMs)
  return {
    body: {
      sessions: all.slice(offset, offset + limit).map(summaryOf),
      total_count: all.length,
      has_more: offset + limit < all.length,
    },
  }
}

export const getChat: Handler<'getChat'> = (call) => {
  const { tenant, params, query } = call
  const chat = findChat(tenant, params.session_id)
  if ('error' in chat) return chat
  return {
    body: {
      session: summaryOf(chat),
      messages: query.include_messages
        ? chat.messages.slice(-(query.message_limit ?? maxMessages)).map((message) => messageBody(call, message))
        : [],
      selected_image_ids: [...chat.imageIds],
      selected_video_ids: [...chat.videoIds],
      context_summary: null,
    },
  }
}

export const closeChat: Handler<'closeChat'> = async ({ tenant, params, nowMs }) => {
  const chat = findChat(tenant, params.session_id)
  if ('error' in chat) return chat
  const closedMs = chat.closedMs ?? nowMs
  await tenant.chats.update(chat.id, (draft) => {
    draft.closedMs = closedMs
  })
  return {
    body: {
      session_id: chat.id,
      closed_at: iso(closedMs),
      total_messages: chat.messages.length,
      total_tokens: tokensOf(chat),
    },
  }
}
