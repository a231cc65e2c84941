import { decidingError } from './deciding-error.ts'
import { type RequestSchemaName, requestValidators } from './generated/request-validators.js'
import { phraseIssue, type ValidationIssue } from './phrase-issue.ts'

export type { RequestSchemaName, ValidationIssue }

/**
 * Judges a query, form or body; null when it is right, else its first issue.
 *
 * It changes `data`: defaults are filled in, and in queries and forms, whose values arrive as text, strings become the
 * numbers, booleans and arrays that the schema asks for.
 */
export function validateRequest(schemaName: RequestSchemaName, data: unknown): ValidationIssue | null {
  const validate = requestValidators[schemaName]
  if (validate(data)) return null
  const error = decidingError(validate.errors ?? [])
  return error ? phraseIssue(error) : { field: 'body', issue: 'Is invalid' }
}

export function isRequestSchemaName(name: string): name is RequestSchemaName {
  return Object.hasOwn(requestValidators, name)
}
