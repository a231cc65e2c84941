import type { Reply } from '../core/message.ts'
import type { Attempt } from './journal.ts'

type Writable<Fields> = { -readonly [Name in keyof Fields]: Fields[Name] }

// Everybody else reads attempts: what happens to them is written here and nowhere else.
const fieldsOf = (attempt: Attempt): Writable<Attempt> => attempt
const timesOf = ({ times }: Attempt): Writable<Attempt['times']> => times

/** Its body was read to its end, or as far as anybody wanted: then without a hash. */
export function recordBody(
  attempt: Attempt,
  body: Attempt['body'],
  endMs: number | null = attempt.times.bodyEndMs,
): void {
  fieldsOf(attempt).body = body
  timesOf(attempt).bodyEndMs = endMs
}

/** A fault was due: what `Mock-Fault-Served` says. */
export function recordFault(attempt: Attempt, fault: string | null): void {
  fieldsOf(attempt).fault = fault
}

/** The status alone, where nothing else of its answer is known. */
export function recordStatus(attempt: Attempt, status: number | null): void {
  fieldsOf(attempt).status = status
}

/** What `Retry-After` asks for: a client that may try again is refused, so a success is not looked through. */
function retryAfterOf({ status, headers }: Pick<Reply, 'status' | 'headers'>): string | null {
  if (status < 300) return null
  let lines: string | null = null
  for (let i = 0; i < headers.length; i += 2) {
    if (headers[i] !== 'Retry-After') continue
    const line = headers[i + 1] ?? ''
    lines = lines === null ? line : `${lines}, ${line}`
  }
  return lines
}

/** Its answer went out, with a body of so many bytes where they are counted. Until then it has no status. */
export function recordAnswer(attempt: Attempt, reply: Pick<Reply, 'status' | 'headers'>, bytes: number | null): void {
  fieldsOf(attempt).status = reply.status
  fieldsOf(attempt).answerBytes = bytes
  fieldsOf(attempt).retryAfter = retryAfterOf(reply)
}

/** What was passed over in it. */
export function recordWarnings(attempt: Attempt, warnings: readonly string[]): void {
  fieldsOf(attempt).warnings = warnings
}

/** The head of its answer was handed over. */
export function recordHead(attempt: Attempt, atMs: number): void {
  timesOf(attempt).responseHeadMs = atMs
}

/** A transport fault cut its connection. */
export function recordCut(attempt: Attempt, atMs: number): void {
  timesOf(attempt).faultMs = atMs
}

/** It was over. */
export function recordEnd(attempt: Attempt, atMs: number): void {
  timesOf(attempt).responseEndMs = atMs
}
