import type { Rule } from '../rule.ts'
import { answerKeepsTheKey } from './answer-keeps-the-key.ts'
import { bodyIsEncodedAsDeclared } from './body-is-encoded-as-declared.ts'
import { clientRequestIdIsEchoed } from './client-request-id-is-echoed.ts'
import { codeFitsStatus } from './code-fits-status.ts'
import { codeIsKnown } from './code-is-known.ts'
import { corsExposesRetryAfter } from './cors-exposes-retry-after.ts'
import { corsOriginStandsOnce } from './cors-origin-stands-once.ts'
import { corsPreflightIsAllowed } from './cors-preflight-is-allowed.ts'
import { documentedOperationsExist } from './documented-operations-exist.ts'
import { duplicateIs409 } from './duplicate-is-409.ts'
import { errorCodeIsWellFormed } from './error-code-is-well-formed.ts'
import { errorContentTypeIsJson } from './error-content-type-is-json.ts'
import { errorDetailsIsObject } from './error-details-is-object.ts'
import { errorIsEnvelope } from './error-is-envelope.ts'
import { errorMessageIsText } from './error-message-is-text.ts'
import { errorRevealsNoInternals } from './error-reveals-no-internals.ts'
import { everyRequestIsAnswered } from './every-request-is-answered.ts'
import { foreignResourceIs404 } from './foreign-resource-is-404.ts'
import { headIsEmpty } from './head-is-empty.ts'
import { invalidKeyIs401 } from './invalid-key-is-401.ts'
import { invalidParameterIs422 } from './invalid-parameter-is-422.ts'
import { jsonIsUtf8 } from './json-is-utf8.ts'
import { listCountsAreTrue } from './list-counts-are-true.ts'
import { methodNotAllowedListsMethods } from './method-not-allowed-lists-methods.ts'
import { missingResourceIs404 } from './missing-resource-is-404.ts'
import { missingScopeIs403 } from './missing-scope-is-403.ts'
import { noContentIsEmpty } from './no-content-is-empty.ts'
import { noUnaskedServerError } from './no-unasked-server-error.ts'
import { oversizeIs413 } from './oversize-is-413.ts'
import { paymentDueIs402 } from './payment-due-is-402.ts'
import { rateLimitHeadersArePresent } from './rate-limit-headers-are-present.ts'
import { rateLimitHeadersAreWholeNumbers } from './rate-limit-headers-are-whole-numbers.ts'
import { rateLimitRemainingFalls } from './rate-limit-remaining-falls.ts'
import { rateLimitRemainingIsWithinLimit } from './rate-limit-remaining-is-within-limit.ts'
import { rateLimitResetAgreesWithRetryAfter } from './rate-limit-reset-agrees-with-retry-after.ts'
import { rateLimitResetIsAhead } from './rate-limit-reset-is-ahead.ts'
import { requestIdIsPresent } from './request-id-is-present.ts'
import { requestIdIsUnique } from './request-id-is-unique.ts'
import { requestIdIsUuid } from './request-id-is-uuid.ts'
import { requestIdMatchesHeader } from './request-id-matches-header.ts'
import { retryAfterIsPresent } from './retry-after-is-present.ts'
import { retryAfterIsSane } from './retry-after-is-sane.ts'
import { retryAfterIsValid } from './retry-after-is-valid.ts'
import { retryAfterOnlyWhereItHelps } from './retry-after-only-where-it-helps.ts'
import { sameCodeSameShape } from './same-code-same-shape.ts'
import { spentKeyIsNamed } from './spent-key-is-named.ts'
import { statusIsDocumented } from './status-is-documented.ts'
import { successBodyMatchesSchema } from './success-body-matches-schema.ts'
import { successIsJson } from './success-is-json.ts'
import { successIsNoError } from './success-is-no-error.ts'
import { successStatusIsDocumented } from './success-status-is-documented.ts'
import { unparsableBodyIs400 } from './unparsable-body-is-400.ts'
import { usedUpWindowIs429 } from './used-up-window-is-429.ts'
import { validRequestSucceeds } from './valid-request-succeeds.ts'
import { validationErrorNamesField } from './validation-error-names-field.ts'

/** Every rule, in the order in which a report shows them. */
export const rules: readonly Rule[] = [
  errorIsEnvelope,
  errorCodeIsWellFormed,
  errorMessageIsText,
  errorDetailsIsObject,
  codeIsKnown,
  statusIsDocumented,
  codeFitsStatus,
  sameCodeSameShape,
  errorContentTypeIsJson,
  bodyIsEncodedAsDeclared,
  jsonIsUtf8,
  errorRevealsNoInternals,
  answerKeepsTheKey,
  requestIdIsPresent,
  requestIdIsUnique,
  requestIdIsUuid,
  requestIdMatchesHeader,
  clientRequestIdIsEchoed,
  invalidKeyIs401,
  spentKeyIsNamed,
  missingScopeIs403,
  paymentDueIs402,
  missingResourceIs404,
  foreignResourceIs404,
  duplicateIs409,
  oversizeIs413,
  unparsableBodyIs400,
  invalidParameterIs422,
  validationErrorNamesField,
  methodNotAllowedListsMethods,
  usedUpWindowIs429,
  retryAfterIsPresent,
  retryAfterIsValid,
  retryAfterIsSane,
  retryAfterOnlyWhereItHelps,
  rateLimitHeadersArePresent,
  rateLimitHeadersAreWholeNumbers,
  rateLimitRemainingIsWithinLimit,
  rateLimitRemainingFalls,
  rateLimitResetIsAhead,
  rateLimitResetAgreesWithRetryAfter,
  noContentIsEmpty,
  headIsEmpty,
  corsPreflightIsAllowed,
  corsOriginStandsOnce,
  corsExposesRetryAfter,
  validRequestSucceeds,
  successStatusIsDocumented,
  successIsNoError,
  successIsJson,
  successBodyMatchesSchema,
  listCountsAreTrue,
  documentedOperationsExist,
  noUnaskedServerError,
  everyRequestIsAnswered,
]

export const ruleIds: readonly string[] = rules.map(({ id }) => id)
