import { type Problem, readInput } from '../../contracts/read-input.ts'
import type { PlanInput } from '../generated/fault-types.ts'
import { faultValidators } from '../generated/fault-validators.js'
import { asFault } from './fault.ts'
import { nearPath } from './near-path.ts'
import { needsHttp2, nobodySpeaksHttp2 } from './needs-http2.ts'
import { longestPath } from './path-pattern.ts'

const fieldOf = (object: unknown, field: string): unknown =>
  typeof object === 'object' && object !== null && Object.hasOwn(object, field)
    ? (object as Record<string, unknown>)[field] // it has it
    : undefined

/** What the path of an entry was probably meant to be, where it could never match as it stands. */
function nearPathOf(given: unknown): string | undefined {
  const path = fieldOf(fieldOf(given, 'match'), 'path')
  return typeof path === 'string' && path.length <= longestPath ? nearPath(path) : undefined
}

/** What is wrong with an entry that its schema takes: its path matches none of the API's, and is near to one. */
export function neverMet({ match }: PlanInput): Problem | undefined {
  const near = match?.path === undefined ? undefined : nearPath(match.path)
  return near === undefined
    ? undefined
    : { field: 'match.path', issue: `Matches no path of the API. Did you mean ${near}?` }
}

/** The first step of an entry that is of HTTP/2. */
function http2Step({ fault, sequence }: PlanInput): Problem | undefined {
  const steps = sequence ?? (fault ? [fault] : [])
  const place = steps.findIndex((step) => step !== 'pass' && needsHttp2(asFault(step)))
  if (place === -1) return undefined
  return { field: sequence ? `sequence.${place}.transport` : 'fault.transport', issue: nobodySpeaksHttp2 }
}

/** The problem of an entry, with the near path where its path is what is wrong. */
export function withNearPath({ field, issue }: Problem, entry: unknown): Problem {
  const near = field.endsWith('match.path') ? nearPathOf(entry) : undefined
  return { field, issue: near === undefined ? issue : `${issue}. Did you mean ${near}?` }
}

/**
 * Reads an entry of the plan, or says why it is none. A path that no operation has is taken, since requests may ask for it,
 * unless it is near to one that some operation has.
 * @param http2 whether any request can come over HTTP/2
 */
export function readEntry(
  given: unknown,
  { http2 }: { http2: boolean },
): { readonly input: PlanInput } | { readonly problem: Problem } {
  const read = readInput(faultValidators.PlanInput, given)
  if ('problem' in read) return { problem: withNearPath(read.problem, given) }
  const problem = neverMet(read.input) ?? (http2 ? undefined : http2Step(read.input))
  return problem ? { problem } : read
}
