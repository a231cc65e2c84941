import type { TokenUse } from '../../tenant/token-uses.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'

const sums = (uses: readonly Pick<TokenUse, 'input' | 'output'>[]) => ({
  input: uses.reduce((sum, { input }) => sum + input, 0),
  output: uses.reduce((sum, { output }) => sum + output, 0),
})

export const ofFile = ({ chatId }: TokenUse): boolean => chatId === null

export const getMonthlyTokens: Handler<'getMonthlyTokens'> = ({ tenant, query, nowMs }) => {
  const now = new Date(nowMs)
  const { year = now.getUTCFullYear(), month = now.getUTCMonth() + 1 } = query
  const startMs = Date.UTC(year, month - 1, 1)
  const endMs = Date.UTC(year, month, 1)
  const uses = tenant.tokenUses.all().filter(({ atMs }) => atMs >= startMs && atMs < endMs)
  const files = uses.filter(ofFile)
  const messages = uses.filter((use) => !ofFile(use))
  const [described, chatted, all] = [sums(files), sums(messages), sums(uses)]
  return {
    body: {
      year,
      month,
      describe_input_tokens: described.input,
      describe_output_tokens: described.output,
      describe_operations: files.length,
      chat_input_tokens: chatted.input,
      chat_output_tokens: chatted.output,
      chat_messages: messages.length,
      total_input_tokens: all.input,
      total_output_tokens: all.output,
      total_tokens: all.input + all.output,
    },
  }
}

const latestFirst = (a: { readonly atMs: number }, b: { readonly atMs: number }) => b.atMs - a.atMs

/** A page of uses, and the sums of all of them. */
function pageOf<T extends Pick<TokenUse, 'atMs' | 'input' | 'output'>>(
  uses: T[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
) {
  const { input, output } = sums(uses)
  return {
    page: uses.sort(latestFirst).slice(offset, offset + limit),
    totals: { total_count: uses.length, total_input_tokens: input, total_output_tokens: output },
  }
}

const tokensBody = ({ input, output, atMs }: Pick<TokenUse, 'atMs' | 'input' | 'output'>) => ({
  input_tokens: input,
  output_tokens: output,
  total_tokens: input + output,
  created_at: iso(atMs),
})

export const getFileTokens: Handler<'getFileTokens'> = ({ tenant, query }) => {
  const { page, totals } = pageOf(tenant.tokenUses.all().filter(ofFile), query)
  return {
    body: { files: page.map((use) => ({ image_id: use.id, filename: use.filename, ...tokensBody(use) })), ...totals },
  }
}

export const getConversationTokens: Handler<'getConversationTokens'> = ({ tenant, query }) => {
  const byChat = new Map<string, TokenUse[]>()
  for (const use of tenant.tokenUses.all()) {
    if (use.chatId !== null) byChat.set(use.chatId, [...(byChat.get(use.chatId) ?? []), use])
  }
  const chats = [...byChat].map(([id, messages]) => ({
    id,
    messages: messages.length,
    title: tenant.chats.get(id)?.title ?? null,
    atMs: tenant.chats.get(id)?.createdMs ?? Math.min(...messages.map(({ atMs }) => atMs)),
    ...sums(messages),
  }))
  const { page, totals } = pageOf(chats, query)
  return {
    body: {
      conversations: page.map((chat) => ({
        session_id: chat.id,
        title: chat.title,
        message_count: chat.messages,
        ...tokensBody(chat),
      })),
      ...totals,
    },
  }
}
