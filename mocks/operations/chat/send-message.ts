import { type Refusal, refuse } from '../../core/message.ts'
import type { ChatRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { takeDescriptions } from '../../tenant/usage.ts'
import { askProvider } from '../ask-provider.ts'
import type { Handler } from '../operation.ts'
import { converse, record } from './answer.ts'
import { findChat, remainingOf } from './chats.ts'

/** A chat that takes messages, or why it does not. */
export function openChat(tenant: Tenant, id: string): ChatRecord | Refusal {
  const chat = findChat(tenant, id)
  if ('error' in chat) return chat
  if (chat.closedMs !== null) return refuse('HTTP_404', { message: 'The chat is closed' })
  const { remaining_tokens: tokens, remaining_messages: messages } = remainingOf(chat)
  if (tokens === 0 || messages < 2)
    return refuse('USAGE_LIMIT_EXCEEDED', {
      message: 'The chat is full; begin a new one',
      details: { tokens, messages },
    })
  return chat
}

export const sendMessage: Handler<'sendMessage'> = async (call) => {
  const { tenant, params, body, nowMs, time } = call
  const startMs = time.monotonic()
  const chat = openChat(tenant, params.session_id)
  if ('error' in chat) return chat
  const refusal = (await askProvider(call)) ?? takeDescriptions(tenant, 1, nowMs)
  if (refusal) return refusal
  const { question, answer } = converse(call, chat, body)
  const updated = await record(call, chat, [question, answer])
  return {
    body: {
      message_id: answer.id,
      content: answer.content,
      token_count: answer.tokens,
      processing_time_ms: Math.round(time.monotonic() - startMs),
      ...remainingOf(updated ?? chat),
    },
  }
}
