import { errorRow } from '../../../contracts/errors.ts'
import type { Pacing } from './pacing.ts'

/** How a stream of events goes after its 200. */
export type StreamEnd = 'whole' | 'fails' | 'breaks-off' | 'stalls'

/** The code that a failing stream names. */
export const streamErrorCode = 'VLM_PROVIDER_ERROR'

export const streamTokens = ['Two', ' red', ' bicycles']

const event = (name: string, data: object): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`

/** The events of a chat message as the API documents them: three tokens, then its end. */
export async function* streamEvents(end: StreamEnd, { pause, gone }: Pacing): AsyncGenerator<string> {
  yield event('connection', { type: 'connection' })
  for (const content of streamTokens) yield event('token', { type: 'token', content })
  if (end === 'breaks-off') throw new Error('The script cuts the stream here')
  if (end === 'stalls') {
    while (!gone.aborted) await pause(60_000)
    return
  }
  const { message } = errorRow(streamErrorCode)
  if (end === 'fails') yield event('error', { type: 'error', message, code: streamErrorCode })
  else yield event('complete', { type: 'complete', content: streamTokens.join('') })
  yield event('close', { type: 'close' })
}
