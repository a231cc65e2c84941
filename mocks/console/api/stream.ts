import { createParser } from 'eventsource-parser'
import type { Attempt } from '../../journal/journal.ts'
import { ask, ControlError, control } from './control.ts'

export type StreamState = 'connecting' | 'live' | 'lost'

/** How many attempts that ended before are asked for. */
const replayed = 2_000

const shortestPauseMs = 500
const longestPauseMs = 5_000

/** A server that started later than this behind the last one is another. */
const clockSlackMs = 2_000

export interface Followed {
  /** Only attempts of this tenant. */
  readonly tenant: string | undefined
  readonly signal: AbortSignal
  /** Gets attempts as they end, a few at once, with the length of their text. */
  readonly onAttempts: (attempts: readonly { readonly attempt: Attempt; readonly length: number }[]) => void
  /** So many attempts ended faster than a stream tells. */
  readonly onMissed: (count: number) => void
  readonly onState: (state: StreamState) => void
  /** The server is another one than before: what it told is over. */
  readonly onRestart: () => void
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)))
  })

/** When the server began, by this machine's clock. */
async function serverStart(signal: AbortSignal): Promise<number> {
  const { uptimeMs } = await control<{ uptimeMs: number }>('/health', { signal })
  return Date.now() - uptimeMs
}

/**
 * Follows the journal until the signal ends it. `EventSource` cannot send a control token, so the stream is read by hand; it
 * goes on by Last-Event-ID where it broke off.
 */
export async function followJournal({
  tenant,
  signal,
  onAttempts,
  onMissed,
  onState,
  onRestart,
}: Followed): Promise<void> {
  let lastId = '0'
  let pauseMs = shortestPauseMs
  let startMs: number | undefined
  const query = new URLSearchParams({ newest: String(replayed), ...(tenant !== undefined && { tenant }) })

  async function listen() {
    const nowStartMs = await serverStart(signal)
    if (startMs !== undefined && nowStartMs > startMs + clockSlackMs) {
      lastId = '0'
      onRestart()
    }
    startMs = nowStartMs
    const response = await ask(`/journal/stream?${query}`, { headers: { 'Last-Event-ID': lastId }, signal })
    if (!response.body) return
    let heard: { attempt: Attempt; length: number }[] = []
    const parser = createParser({
      onEvent({ event, id = lastId, data }) {
        lastId = id
        if (event === 'attempt') heard.push({ attempt: JSON.parse(data), length: data.length })
        if (event === 'missed') onMissed(JSON.parse(data).count)
      },
    })
    const decoder = new TextDecoder()
    const reader = response.body.getReader()
    onState('live')
    pauseMs = shortestPauseMs
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parser.feed(decoder.decode(part.value, { stream: true }))
      if (heard.length > 0) onAttempts(heard)
      heard = []
    }
  }

  while (!signal.aborted) {
    onState('connecting')
    try {
      await listen()
    } catch (error) {
      // Whoever gives a token starts anew.
      if (error instanceof ControlError && error.status === 401) return onState('lost')
    }
    if (signal.aborted) return
    onState('lost')
    await pause(pauseMs, signal)
    pauseMs = Math.min(longestPauseMs, pauseMs * 2)
  }
}
