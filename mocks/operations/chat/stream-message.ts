import { errorRow } from '../../../contracts/errors.ts'
import { first, type Refusal, refuse } from '../../core/message.ts'
import { queueWork } from '../../tenant/queue-work.ts'
import type { ChatMessage, ChatRecord } from '../../tenant/record-types.ts'
import { takeDescriptions } from '../../tenant/usage.ts'
import { askProvider } from '../ask-provider.ts'
import type { Call, Handler } from '../operation.ts'
import { converse, record } from './answer.ts'
import { imageInfos } from './image-infos.ts'
import { openChat } from './send-message.ts'
import { serverSentEvent } from './server-sent-event.ts'

type StreamCall = Call<'streamMessage'>

const headers = ['Content-Type', 'text/event-stream; charset=utf-8', 'Cache-Control', 'no-cache']

/** Who answers, as the events name it. */
const agent = 'image_search_agent'
const tool = 'search_images'

/**
 * Answers a message as a stream of events. What goes wrong comes after the 200, as `event: error`. Tokens carry the ids
 * 1, 2, …: who lost the stream sends the same message with `Last-Event-ID` and gets the rest.
 */
export const streamMessage: Handler<'streamMessage'> = async (call) => {
  const { tenant, params, body, nowMs } = call
  const lastId = first(call.request.headers['last-event-id'])
  if (lastId !== undefined) return resume(call, lastId)
  const chat = openChat(tenant, params.session_id)
  if ('error' in chat) return chat
  const { question, answer } = converse(call, chat, body)
  const refusal = takeDescriptions(tenant, 1, nowMs)
  const ending = (failure: Refusal) => errorEvents(failure, answer.id)
  if (refusal) return { headers: [...headers], stream: refused(answer, refusal), ending }
  const failure = queueWork(tenant, nowMs).failure
  const isUp = tenant.provider === 'up'
  // Recorded before the first event: a stream that is cut can be resumed.
  await record(call, chat, isUp && !failure ? [question, answer] : [question])
  return { headers: [...headers], stream: events(call, answer, isUp && failure !== null), ending }
}

/** The answer to the latest message that reads like the one that is sent again. */
function answerTo({ messages }: ChatRecord, content: string): ChatMessage | undefined {
  const asked = messages.findLastIndex((message) => message.role === 'user' && message.content === content)
  return asked === -1 ? undefined : messages.slice(asked).find(({ role }) => role === 'assistant')
}

function resume(call: StreamCall, lastId: string): ReturnType<Handler<'streamMessage'>> {
  const { tenant, params, body } = call
  const chat = tenant.chats.get(params.session_id.toLowerCase())
  const answer = chat && answerTo(chat, body.message)
  const last = /^\d{1,9}$/.test(lastId) ? Number(lastId) : undefined
  if (!answer || last === undefined || last > tokensOf(answer.content).length)
    return refuse('HTTP_404', { message: `No answer to this message has the event id ${lastId}` })
  const ending = (failure: Refusal) => errorEvents(failure, answer.id)
  return { headers: [...headers], stream: rest(call, answer, last), ending }
}

const tokensOf = (text: string): string[] => text.match(/\s*\S+/g) ?? []

/** How an error ends a stream that has begun. */
function errorEvents({ error, message }: Refusal, messageId: string): readonly string[] {
  return [
    serverSentEvent('error', { type: 'error', message: message ?? errorRow(error).message, code: error }),
    serverSentEvent('close', { message_id: messageId }),
  ]
}

const connected = ({ id }: ChatMessage): string =>
  serverSentEvent('connection', { message_id: id, status: 'connected' })

async function* refused(answer: ChatMessage, refusal: Refusal): AsyncGenerator<string> {
  yield connected(answer)
  yield* errorEvents(refusal, answer.id)
}

async function* events(call: StreamCall, answer: ChatMessage, failsMidway: boolean): AsyncGenerator<string> {
  const reasoning = call.query.debug_reasoning ? 'The message speaks of things that images may show.' : null
  yield connected(answer)
  yield serverSentEvent('thinking', { status: 'processing' })
  yield serverSentEvent('status', { phase: 'planning', message: 'Reading the message', agent_name: null })
  yield serverSentEvent('thinking_step', {
    phase: 'planning',
    agent_name: agent,
    message: 'Looking for images that go with the message',
    reasoning,
  })
  yield serverSentEvent('ping', {})
  const refusal = await askProvider(call)
  if (refusal) return yield* errorEvents(refusal, answer.id)
  const images = imageInfos(call, answer.imageIds)
  yield serverSentEvent('tool_invocation', { tool_name: tool, agent_name: agent })
  yield serverSentEvent('tool_result', { tool_name: tool, result_count: images.length })
  yield serverSentEvent('image_results', { images, count: images.length })
  yield* rest(call, answer, 0, failsMidway)
}

/** The tokens of an answer from the n-th on, at the tenant's pace, and what closes the stream. */
async function* rest(call: StreamCall, answer: ChatMessage, from: number, failsMidway = false): AsyncGenerator<string> {
  const tokens = tokensOf(answer.content)
  const end = failsMidway ? Math.ceil(tokens.length / 2) : tokens.length
  const pause = pacing(call)
  let accumulated = tokens.slice(0, from).join('')
  for (const [index, content] of tokens.slice(0, end).entries()) {
    if (index < from) continue
    accumulated += content
    yield serverSentEvent('token', { content, accumulated, token_index: index }, String(index + 1))
    await pause()
  }
  if (failsMidway) {
    const broken = refuse('VLM_PROVIDER_ERROR', { message: 'The AI provider broke off its answer' })
    return yield* errorEvents(broken, answer.id)
  }
  const images = imageInfos(call, answer.imageIds)
  if (answer.plan) {
    const { id, imageIds } = answer.plan
    const steps = [{ agent: 'folder', description: `Sort ${imageIds.length} images into folders` }]
    yield serverSentEvent('plan_pending_approval', { plan_id: id, message: answer.content, steps })
  }
  yield serverSentEvent('complete', {
    content: answer.content,
    resolved_content: answer.content,
    message_id: answer.id,
    agents_used: [agent],
    has_results: images.length > 0,
    result_count: images.length,
    image_context: images,
  })
  yield serverSentEvent('close', { message_id: answer.id })
}

/** Waits as long as a token takes at the tenant's pace; not at all when tokens come at once. */
function pacing({ tenant, time, request }: StreamCall): () => Promise<void> {
  const { tokensPerSecond } = tenant.stream
  if (tokensPerSecond === 0) return async () => {}
  const gone = request.gone?.()
  return () => time.sleep(1_000 / tokensPerSecond, gone)
}
