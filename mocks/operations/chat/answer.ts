import type { SendMessageRequest } from '../../../contracts/generated/types.ts'
import type { ChatMessage, ChatPlan, ChatRecord, FileRecord } from '../../tenant/record-types.ts'
import { findChunks } from '../documents/find-chunks.ts'
import { descriptionOf } from '../files/file-state.ts'
import type { Context } from '../operation.ts'
import { shareOfWords, wordsOf } from '../words.ts'

/** At most so many images are spoken of. */
const maxImages = 5

/** A token of text is about four characters. */
const tokenCount = (text: string): number => Math.ceil(text.length / 4)

/** The images that a message is about: those of the chat, or of all, whose words it holds. */
function imagesFor({ tenant, nowMs }: Context, chat: ChatRecord, text: string): FileRecord[] {
  const chosen = new Set(chat.imageIds)
  const words = wordsOf(text)
  return tenant.files
    .all()
    .filter((file) => file.media_type === 'image' && (chat.useAllImages || chosen.has(file.id)))
    .map((file) => ({
      file,
      score: shareOfWords(words, [file.title, descriptionOf(file, nowMs), ...file.tags].join(' ')),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, maxImages)
    .map(({ file }) => file)
}

function aboutImages(images: readonly FileRecord[]): string {
  if (images.length === 0) return 'I found no image that goes with your message.'
  const named = images.map(({ title, filename }) => title ?? filename).join(', ')
  return `I found ${images.length} ${images.length === 1 ? 'image' : 'images'} that go with your message: ${named}.`
}

/** At most so much of a document is quoted. */
const maxQuote = 200

/** What the documents of the chat say of the message: the best chunk of each. */
function quotes({ tenant, nowMs }: Context, { documentIds }: ChatRecord, message: string): string[] {
  const chunks = findChunks(tenant, nowMs, { query: message, document_ids: documentIds })
  const best = new Map(chunks.toReversed().map((chunk) => [chunk.document_id, chunk]))
  return [...best.values()].map(
    ({ document_filename: name, text }) => `${name} says: "${text.slice(0, maxQuote).trim()}"`,
  )
}

const proposal = 'I can sort them into folders. Approve the plan, and I begin.'

/** Whoever asks for order among files gets a plan: nothing is moved before it is approved. */
function planFor({ platform }: Context, images: readonly FileRecord[], message: string): ChatPlan | null {
  const wantsOrder = /\b(organi[sz]e|sort|group|tidy)\b/i.test(message)
  if (!wantsOrder || images.length === 0) return null
  return { id: platform.uuid(), imageIds: images.map(({ id }) => id), state: 'pending' }
}

/** What is asked and what is answered to it. The answer names what was found: no model, but it follows from the question. */
export function converse(
  context: Context,
  chat: ChatRecord,
  { message }: SendMessageRequest,
): { readonly question: ChatMessage; readonly answer: ChatMessage } {
  const { platform, nowMs } = context
  const images = imagesFor(context, chat, message)
  const plan = planFor(context, images, message)
  const content = [aboutImages(images), ...quotes(context, chat, message), ...(plan ? [proposal] : [])].join(' ')
  const shared = { createdMs: nowMs }
  return {
    question: {
      ...shared,
      id: platform.uuid(),
      role: 'user',
      content: message,
      tokens: tokenCount(message),
      imageIds: [],
      plan: null,
    },
    answer: {
      ...shared,
      id: platform.uuid(),
      role: 'assistant',
      content,
      tokens: tokenCount(content),
      imageIds: images.map(({ id }) => id),
      plan,
    },
  }
}

/** Adds messages to a chat. */
export const record = ({ tenant, nowMs }: Context, chat: ChatRecord, messages: readonly ChatMessage[]) =>
  tenant.chats.update(chat.id, (draft) => {
    draft.messages.push(...messages)
    draft.updatedMs = nowMs
  })
