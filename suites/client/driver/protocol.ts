import { readInput } from '../../../contracts/read-input.ts'
import type {
  CallOutcome,
  CallRequest,
  CancelRequest,
  DriverCall,
  OutcomeAnswer,
  TakesAnswer,
  UnsupportedAnswer,
} from './generated/protocol-types.ts'
import { protocolValidators } from './generated/protocol-validators.js'

export type { CallOutcome, DriverCall, TakesAnswer }

/** A line that a driver reads. */
export type DriverRequest = CallRequest | CancelRequest

/** A line that a driver printed, read. */
export type DriverAnswer = OutcomeAnswer | { readonly id: number; readonly unsupported: true }

/** What a driver may take beyond plain calls. */
export type Extra = TakesAnswer['takes'][number]

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

const has = (value: unknown, name: string): boolean => typeof value === 'object' && value !== null && name in value

/** Reads a line that a driver printed; what it may be is written in `protocol-schema.ts`. */
export function readAnswer(line: string): DriverAnswer | TakesAnswer | Misfit {
  const value = parse(line)
  if (value === undefined) return { problem: 'it is no JSON' }
  const read = has(value, 'takes')
    ? readInput<TakesAnswer>(protocolValidators.TakesAnswer, value)
    : has(value, 'unsupported')
      ? readInput<UnsupportedAnswer>(protocolValidators.UnsupportedAnswer, value)
      : readInput<OutcomeAnswer>(protocolValidators.OutcomeAnswer, value)
  if ('problem' in read) return { problem: `${read.problem.field}: ${read.problem.issue}` }
  return 'unsupported' in read.input ? { id: read.input.unsupported, unsupported: true } : read.input
}
