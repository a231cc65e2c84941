import { decidingError } from './deciding-error.ts'
import { phraseIssue, type ValidationIssue, type Wording } from './phrase-issue.ts'
import type { InputValidator } from './validator.ts'

/** Why something given is not what it should be: the field, in the writer's own spelling, and what was expected. */
export type Problem = ValidationIssue

const asInput: Wording = { part: 'field', spell: (name) => name }

/** Reads an input of ours: the value as what its schema describes, or the problem that decides against it. */
export function readInput<Input>(
  validate: InputValidator<Input>,
  value: unknown,
  wording: Wording = asInput,
): { readonly input: Input } | { readonly problem: Problem } {
  if (validate(value)) return { input: value }
  const error = decidingError(validate.errors ?? [])
  return { problem: error ? phraseIssue(error, wording) : { field: 'body', issue: 'Is invalid' } }
}
