import { type ResponseSchemaName, responseValidators } from './generated/response-validators.js'
import { phraseIssue, type ValidationIssue } from './phrase-issue.ts'

export type { ResponseSchemaName, ValidationIssue }

/** Judges a response body and lists all its issues; an empty list means that it is right. `data` is not changed. */
export function validateResponse(schemaName: ResponseSchemaName, data: unknown): readonly ValidationIssue[] {
  const validate = responseValidators[schemaName]
  return validate(data) ? [] : (validate.errors ?? []).map((error) => phraseIssue(error))
}

export function isResponseSchemaName(name: string): name is ResponseSchemaName {
  return Object.hasOwn(responseValidators, name)
}
