import { didYouMean } from './near-name.ts'
import { alternatives } from './phrase-issue.ts'
import type { ValidationError } from './validator.ts'
import { wordOf } from './word.ts'

/**
 * Which of all errors to tell of: a misspelt property first, since what it was meant for is missing then; what is missing
 * last; and of a combination of schemas as a whole only when nothing deeper in it is wrong.
 */
export function decidingError(errors: readonly ValidationError[]): ValidationError | undefined {
  const told = errors.filter((error) => !isExplained(error, errors) && !isBranch(error, errors))
  return told.find(isMisspelt) ?? told.find((error) => !isMissing(error)) ?? told[0] ?? errors[0]
}

/** A misspelt property: not known, and near one that is. */
function isMisspelt({ keyword, parentSchema: { properties = {} }, property = '' }: ValidationError): boolean {
  return keyword === 'additionalProperties' && didYouMean(wordOf(property), Object.keys(properties)) !== ''
}

const isMissing = (error: ValidationError): boolean =>
  error.keyword === 'required' ||
  error.keyword === 'dependentRequired' ||
  (isCombination(error) && alternatives(error.parentSchema.anyOf ?? error.parentSchema.oneOf) !== undefined)

/** A combination whose own errors say more than it does. */
function isExplained({ keyword, instancePath, parentSchema }: ValidationError, errors: readonly ValidationError[]) {
  if (keyword === 'if' || keyword === 'propertyNames') return true
  return (
    keyword === 'anyOf' &&
    alternatives(parentSchema.anyOf) === undefined &&
    errors.some((inside) => inside.instancePath.startsWith(`${instancePath}/`))
  )
}

/** An error of one branch, where none of the branches is what decides. */
function isBranch(error: ValidationError, errors: readonly ValidationError[]): boolean {
  return errors.slice(errors.indexOf(error) + 1).some((whole) => {
    const branches = whole.parentSchema.anyOf ?? whole.parentSchema.oneOf
    if (!isCombination(whole) || whole.instancePath !== error.instancePath) return false
    return alternatives(branches) === undefined || branches?.includes(error.parentSchema)
  })
}

const isCombination = ({ keyword }: ValidationError) => keyword === 'anyOf' || keyword === 'oneOf'
