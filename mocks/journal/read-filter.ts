import { readInput } from '../../contracts/read-input.ts'
import type { InputValidator } from '../../contracts/validator.ts'
import type { AwaitedAttempts, JournalFilter } from '../generated/fault-types.ts'
import { faultValidators } from '../generated/fault-validators.js'

function read<Input>(validate: InputValidator<Input>, given: unknown, what: string): Input {
  const read = readInput(validate, given)
  if ('input' in read) return read.input
  throw new TypeError(`Not ${what}: ${read.problem.field}: ${read.problem.issue}`)
}

/** Reads which attempts are asked for; throws a TypeError, with the near name, where none can be meant. */
export const readFilter = (given: JournalFilter): JournalFilter =>
  read(faultValidators.JournalFilter, given, 'a filter of attempts')

/** Reads what is waited for; throws a TypeError, with the near name, where it can never come. */
export const readAwaited = (given: AwaitedAttempts): AwaitedAttempts =>
  read(faultValidators.AwaitedAttempts, given, 'what can be waited for')
