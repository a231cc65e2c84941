import type { Attempt } from './journal.ts'

type Writable<Fields> = { -readonly [Name in keyof Fields]: Fields[Name] }

// Everybody else reads attempts: what happens to them is written here and nowhere else.
const fieldsOf = (attempt: Attempt): Writable<Attempt> => attempt
const timesOf = ({ times }: Attempt): Writable<Attempt['times']> => times

/** Its body was read to its end, or as far as anybody wanted. */
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

/** The status that it is answered with; null when nobody is there to be told. */
export function recordStatus(attempt: Attempt, status: number | null): void {
  fieldsOf(attempt).status = status
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
