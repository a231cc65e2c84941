import type { HeaderList, Reply } from '../../core/message.ts'
import { jsonType } from '../../core/reply.ts'

/** Answers with a value as JSON. Nothing of the control API may be cached: it changes with every request. */
export function jsonReply(
  value: unknown,
  { status = 200, headers = [] }: { status?: number; headers?: HeaderList } = {},
): Reply {
  return {
    status,
    headers: ['Content-Type', jsonType, 'Cache-Control', 'no-store', ...headers],
    body: JSON.stringify(value),
  }
}

export const noContent = (): Reply => ({ status: 204, headers: [], body: null })
