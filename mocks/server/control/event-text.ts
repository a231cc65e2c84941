import type { Attempt } from '../../journal/journal.ts'

/** What makes the text of an attempt: those who tell the same attempts at the same time share one. */
export type AttemptText = (attempt: Attempt) => string

/** Makes the text of each attempt once, however often it is asked for. */
export function rememberTexts(): AttemptText {
  const texts = new Map<number, string>()
  return (attempt) => {
    let text = texts.get(attempt.id)
    if (text === undefined) {
      text = JSON.stringify(attempt)
      texts.set(attempt.id, text)
    }
    return text
  }
}

/**
 * Attempts in the order of their ids as server-sent events.
 * @param cursor the journal's when the last of them ended. The id of each event is no greater: whoever comes back with it
 * misses nothing
 */
export function eventsText(attempts: readonly Attempt[], cursor: number, textOf: AttemptText = JSON.stringify): string {
  let text = ''
  for (const attempt of attempts)
    text += `event: attempt\nid: ${Math.min(attempt.id, cursor)}\ndata: ${textOf(attempt)}\n\n`
  return text
}

/** An event that tells in a sentence what does not come. */
export const noticeText = (event: 'missed' | 'dropped', notice: Readonly<Record<string, unknown>>): string =>
  `event: ${event}\ndata: ${JSON.stringify(notice)}\n\n`
