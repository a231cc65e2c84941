import type { ChatRecord, FileRecord } from './record-types.ts'
import type { RecordEvents } from './records.ts'

/** Tokens of the AI model that a description or a message took. Times are epoch milliseconds. */
export interface TokenUse {
  /** The file, or the message. */
  readonly id: string
  /** The chat of a message; null for a file. */
  readonly chatId: string | null
  readonly filename: string | null
  readonly atMs: number
  readonly input: number
  readonly output: number
}

/** What was used stays used: uses remain when their file or chat is deleted. */
export interface TokenUses {
  readonly files: RecordEvents<FileRecord>
  readonly chats: RecordEvents<ChatRecord>
  all(): readonly TokenUse[]
  create(use: TokenUse): TokenUse
  /** Takes what was there before. */
  fill(uses: readonly TokenUse[]): void
  clear(): void
}

const capacity = 20_000
const tilePixels = 512

const tokensOf = (text: string) => Math.ceil(text.length / 4)

/** A picture is read in tiles (assumed); what is said of it counts as text does. */
function useOfFile({ id, filename, width, height, upload_description: text, work, media_type: type }: FileRecord) {
  if (!work || text === null || (type !== 'image' && type !== 'video')) return undefined
  const tiles = Math.max(1, Math.ceil(width / tilePixels) * Math.ceil(height / tilePixels))
  return { id, chatId: null, filename, atMs: work.queuedMs, input: 85 + 170 * tiles, output: tokensOf(text) }
}

export function createTokenUses(): TokenUses {
  const byId = new Map<string, TokenUse>()

  function create(use: TokenUse): TokenUse {
    const [oldest] = byId.keys()
    if (byId.size >= capacity && oldest !== undefined) byId.delete(oldest)
    byId.set(use.id, use)
    return use
  }

  // Records that wake from sleep are created once more: what is counted already is left as it is.
  function count(use: TokenUse | undefined) {
    if (use && !byId.has(use.id)) create(use)
  }

  const countFile = (file: FileRecord) => count(useOfFile(file))

  function countChat({ id, messages }: ChatRecord) {
    for (const { id: messageId, role, tokens, createdMs } of messages) {
      const side = role === 'user' ? { input: tokens, output: 0 } : { input: 0, output: tokens }
      count({ id: messageId, chatId: id, filename: null, atMs: createdMs, ...side })
    }
  }

  const nothing = () => undefined
  return {
    files: { created: countFile, updated: (_, next) => countFile(next), deleted: nothing, cleared: nothing },
    chats: { created: countChat, updated: (_, next) => countChat(next), deleted: nothing, cleared: nothing },
    all: () => [...byId.values()],
    create,
    fill: (uses) => uses.forEach(create),
    clear: () => byId.clear(),
  }
}
