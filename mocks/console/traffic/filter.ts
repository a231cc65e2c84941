import type { Attempt } from '../../journal/journal.ts'
import { toneOf } from './outcome.ts'

const textOf = ({ method, target, operation, tenant, status, fault, warnings }: Attempt): string =>
  [method, target, operation, tenant, status ?? 'none', fault, ...warnings].join(' ').toLowerCase()

/** `5xx` and its like stand for a class of statuses. */
const classOf = (word: string) => /^([1-5])xx$/.exec(word)?.[1]

/** Words that ask for a kind of attempt. */
const kinds: Readonly<Record<string, (attempt: Attempt) => boolean>> = {
  error: (attempt) => !['good', 'moved', 'open'].includes(toneOf(attempt)),
  fault: ({ fault }) => fault !== null,
  warning: ({ warnings }) => warnings.length > 0,
}

function fits(attempt: Attempt, text: string, word: string): boolean {
  const isKind = word.startsWith('is:') ? kinds[word.slice(3)] : undefined
  if (isKind) return isKind(attempt)
  const wanted = classOf(word)
  return wanted === undefined ? text.includes(word) : String(attempt.status ?? '').startsWith(wanted)
}

/**
 * Makes a test of what was typed: every word must be in the attempt; `5xx` is a class of statuses, `is:error`, `is:fault`
 * and `is:warning` ask for a kind, a word behind `-` must not be there.
 */
export function compileFilter(typed: string): (attempt: Attempt) => boolean {
  const all = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '-')
  if (all.length === 0) return () => true
  return (attempt) => {
    const text = textOf(attempt)
    return all.every((word) => (word.startsWith('-') ? !fits(attempt, text, word.slice(1)) : fits(attempt, text, word)))
  }
}
