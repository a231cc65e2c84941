import type { QueryOf } from '../../../contracts/operations/index.ts'
import type { ChatRecord } from '../../tenant/record-types.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'
import { findChat, tokensOf } from './chats.ts'

type Format = QueryOf<'exportChat'>['format']

interface Writer {
  readonly contentType: string
  readonly extension: string
  write(chat: ChatRecord, withMetadata: boolean): string
}

const metadataOf = (chat: ChatRecord) => ({
  session_id: chat.id,
  created_at: iso(chat.createdMs),
  updated_at: iso(chat.updatedMs),
  total_messages: chat.messages.length,
  total_tokens: tokensOf(chat),
})

const lines = (chat: ChatRecord, withMetadata: boolean, mark: string): string[] =>
  withMetadata ? Object.entries(metadataOf(chat)).map(([name, value]) => `${mark}${name}: ${value}`) : []

const writers: Readonly<Record<Format, Writer>> = {
  json: {
    contentType: 'application/json; charset=utf-8',
    extension: 'json',
    write: (chat, withMetadata) =>
      JSON.stringify({
        title: chat.title,
        ...(withMetadata && { metadata: metadataOf(chat) }),
        messages: chat.messages.map(({ id, role, content, createdMs }) => ({
          id,
          role,
          content,
          created_at: iso(createdMs),
        })),
      }),
  },
  markdown: {
    contentType: 'text/markdown; charset=utf-8',
    extension: 'md',
    write: (chat, withMetadata) =>
      [
        `# ${chat.title}`,
        lines(chat, withMetadata, '- ').join('\n'),
        ...chat.messages.map(({ role, content }) => `**${role}**\n\n${content}`),
      ]
        .filter((part) => part !== '')
        .join('\n\n'),
  },
  text: {
    contentType: 'text/plain; charset=utf-8',
    extension: 'txt',
    write: (chat, withMetadata) =>
      [
        chat.title,
        ...lines(chat, withMetadata, ''),
        ...chat.messages.map(({ role, content }) => `${role}: ${content}`),
      ].join('\n'),
  },
}

/** A chat as a file to download: Markdown unless another format is asked for. */
export const exportChat: Handler<'exportChat'> = ({ tenant, params, query }) => {
  const chat = findChat(tenant, params.session_id)
  if ('error' in chat) return chat
  const { contentType, extension, write } = writers[query.format]
  return {
    stream: write(chat, query.include_metadata),
    headers: [
      'Content-Type',
      contentType,
      'Content-Disposition',
      `attachment; filename="chat_${chat.id}.${extension}"`,
    ],
  }
}
