import { readInput } from '../../../contracts/read-input.ts'
import type {
  CallOutcome,
  CallRequest,
  CancelRequest,
  DriverCall,
  OutcomeAnswer,
  UnsupportedAnswer,
} from './generated/protocol-types.ts'
import { protocolValidators } from './generated/protocol-validators.js'

export type { CallOutcome, DriverCall }

/** A line that a driver reads. */
export type DriverRequest = CallRequest | CancelRequest

/** A line that a driver printed, read. */
export type DriverAnswer = OutcomeAnswer | { readonly id: number; readonly unsupported: true }

/** What is wrong with a line, in words that go on after `a line that is no answer:`. */
export interface Misfit {
  readonly problem: string
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const saysUnsupported = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'unsupported' in value

/** Reads a line that a driver printed; what it may be is written in `protocol-schema.ts`. */
export function readAnswer(line: string): DriverAnswer | Misfit {
  const value = parse(line)
  if (value === undefined) return { problem: 'it is no JSON' }
  const read = saysUnsupported(value)
    ? readInput<UnsupportedAnswer>(protocolValidators.UnsupportedAnswer, value)
    : readInput<OutcomeAnswer>(protocolValidators.OutcomeAnswer, value)
  if ('problem' in read) return { problem: `${read.problem.field}: ${read.problem.issue}` }
  return 'unsupported' in read.input ? { id: read.input.unsupported, unsupported: true } : read.input
}
