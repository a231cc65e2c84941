import { errorRow } from '../../../contracts/errors.ts'
import type { ChatStreamErrorEvent } from '../../../contracts/generated/types.ts'
import { first, type Refusal, refuse } from '../../core/message.ts'
import { queueWork } from '../../tenant/queue-work.ts'
import type { ChatMessage, ChatRecord } from '../../tenant/record-types.ts'
import { takeDescriptions } from '../../tenant/usage.ts'
import { askProvider } from '../ask-provider.ts'
import type { Call, Context, Handler } from '../operation.ts'
import { converse, record } from './answer.ts'
import { remainingOf } from './chats.ts'
import { openChat } from './send-message.ts'
import { serverSentEvent } from './server-sent-event.ts'

/** The pace of a typing machine. */
const tokenDelayMs = 15

const headers = ['Content-Type', 'text/event-stream; charset=utf-8', 'Cache-Control', 'no-cache']

/**
 * Answers a message as a stream of events. Errors of the AI provider come after the 200, as `event: error`. Tokens
 * carry ids, `<message>:<n>`: who lost the stream sends the same request with `Last-Event-ID` and gets the rest.
 */
export const streamMessage: Handler<'streamMessage'> = async (call) => {
  const { tenant, params, body, nowMs } = call
  const lastId = first(call.request.headers['last-event-id'])
  if (lastId !== undefined) return resume(call, lastId)
  const chat = openChat(tenant, params.session_id)
  if ('error' in chat) return chat
  const refusal = takeDescriptions(tenant, 1, nowMs)
  if (refusal) return refusal
  const { question, answer } = converse(call, chat, body)
  const failure = queueWork(tenant, nowMs).failure
  const isUp = tenant.provider === 'up'
  // Recorded before the first event: a stream that is cut can be resumed.
  const updated = (await record(call, chat, isUp && !failure ? [question, answer] : [question])) ?? chat
  return { headers: [...headers], stream: events(call, updated, answer, isUp && failure !== null) }
}

function resume(call: Call<'streamMessage'>, lastId: string): ReturnType<Handler<'streamMessage'>> {
  const { tenant, params } = call
  const [messageId, index] = lastId.split(':')
  const chat = tenant.chats.get(params.session_id.toLowerCase())
  const answer = chat?.messages.find(({ id, role }) => id === messageId && role === 'assistant')
  if (!chat || !answer) return refuse('HTTP_404', { message: `No answer of this chat has the event id ${lastId}` })
  return { headers: [...headers], stream: rest(call, chat, answer, Number(index) + 1) }
}

const tokensOf = (text: string): string[] => text.match(/\s*\S+/g) ?? []

function errorEvent({ error, message }: Refusal): string {
  const data: ChatStreamErrorEvent = { type: 'error', message: message ?? errorRow(error).message, code: error }
  return serverSentEvent('error', data)
}

async function* events(
  call: Context,
  chat: ChatRecord,
  answer: ChatMessage,
  failsMidway: boolean,
): AsyncGenerator<string> {
  yield serverSentEvent('connection', { type: 'connection', session_id: chat.id })
  yield serverSentEvent('status', { type: 'status', status: 'thinking' })
  yield serverSentEvent('thinking_step', {
    type: 'thinking_step',
    content: 'Looking for images that go with the message',
  })
  yield serverSentEvent('ping', { type: 'ping' })
  const refusal = await askProvider(call)
  if (refusal) {
    yield errorEvent(refusal)
    yield serverSentEvent('close', { type: 'close' })
    return
  }
  yield serverSentEvent('tool_invocation', { type: 'tool_invocation', tool: 'search_images' })
  yield serverSentEvent('tool_result', { type: 'tool_result', tool: 'search_images', count: answer.imageIds.length })
  yield serverSentEvent('image_results', {
    type: 'image_results',
    images: answer.imageIds.map((id) => ({ image_id: id })),
  })
  yield* rest(call, chat, answer, 0, failsMidway)
}

/** The tokens of an answer from the n-th on, and what closes the stream. */
async function* rest(
  { time }: Context,
  chat: ChatRecord,
  answer: ChatMessage,
  from: number,
  failsMidway = false,
): AsyncGenerator<string> {
  const tokens = tokensOf(answer.content)
  const end = failsMidway ? Math.ceil(tokens.length / 2) : tokens.length
  for (let index = from; index < end; index++) {
    yield serverSentEvent('token', { type: 'token', content: tokens[index] }, `${answer.id}:${index}`)
    await time.sleep(tokenDelayMs)
  }
  if (failsMidway) yield errorEvent(refuse('VLM_PROVIDER_ERROR', { message: 'The AI provider broke off its answer' }))
  else {
    const data = { type: 'complete', message_id: answer.id, content: answer.content, token_count: answer.tokens }
    yield serverSentEvent('complete', { ...data, ...remainingOf(chat) })
  }
  yield serverSentEvent('close', { type: 'close' })
}
