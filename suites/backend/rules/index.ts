import type { Rule } from '../rule.ts'
import { codeFitsStatus } from './code-fits-status.ts'
import { codeIsKnown } from './code-is-known.ts'
import { errorCodeIsWellFormed } from './error-code-is-well-formed.ts'
import { errorContentTypeIsJson } from './error-content-type-is-json.ts'
import { errorIsEnvelope } from './error-is-envelope.ts'
import { invalidKeyIs401 } from './invalid-key-is-401.ts'
import { missingResourceIs404 } from './missing-resource-is-404.ts'
import { noContentIsEmpty } from './no-content-is-empty.ts'
import { requestIdIsPresent } from './request-id-is-present.ts'
import { requestIdIsUnique } from './request-id-is-unique.ts'
import { requestIdMatchesHeader } from './request-id-matches-header.ts'
import { retryAfterIsPresent } from './retry-after-is-present.ts'
import { retryAfterIsValid } from './retry-after-is-valid.ts'
import { statusIsDocumented } from './status-is-documented.ts'
import { validationErrorNamesField } from './validation-error-names-field.ts'

/** Every rule, in the order in which a report shows them. */
export const rules: readonly Rule[] = [
  errorIsEnvelope,
  errorCodeIsWellFormed,
  codeIsKnown,
  statusIsDocumented,
  codeFitsStatus,
  errorContentTypeIsJson,
  requestIdIsPresent,
  requestIdIsUnique,
  requestIdMatchesHeader,
  invalidKeyIs401,
  missingResourceIs404,
  validationErrorNamesField,
  retryAfterIsPresent,
  retryAfterIsValid,
  noContentIsEmpty,
]

export const ruleIds: readonly string[] = rules.map(({ id }) => id)
