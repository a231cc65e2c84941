import type { ClientRule } from '../rule.ts'
import { abandonedAttemptIsClosed } from './abandoned-attempt-is-closed.ts'
import { abortDuringWait } from './abort-during-wait.ts'
import { abortInFlight } from './abort-in-flight.ts'
import { answerIsReleased } from './answer-is-released.ts'
import { attemptHeader } from './attempt-header.ts'
import { attemptsAsTold } from './attempts-as-told.ts'
import { attemptsBounded } from './attempts-bounded.ts'
import { backoffCapped } from './backoff-capped.ts'
import { backoffExponential } from './backoff-exponential.ts'
import { backoffFirstNotZero } from './backoff-first-not-zero.ts'
import { backoffJitter } from './backoff-jitter.ts'
import { clockSkew } from './clock-skew.ts'
import { concurrencyAfter429 } from './concurrency-after-429.ts'
import { deadlineInFlight } from './deadline-in-flight.ts'
import { deadlineTotal } from './deadline-total.ts'
import { deleteThen404 } from './delete-then-404.ts'
import { earlyAnswerSurvives } from './early-answer-survives.ts'
import { errorKeepsTheKey } from './error-keeps-the-key.ts'
import { errorSurfacesEnvelope } from './error-surfaces-envelope.ts'
import { errorSurvivesNonJson } from './error-survives-non-json.ts'
import { errorTellsAttempts } from './error-tells-attempts.ts'
import { goawayMovesOn } from './goaway-moves-on.ts'
import { hedgingDeclared } from './hedging-declared.ts'
import { idempotencyKeyStable } from './idempotency-key-stable.ts'
import { idleConnectionReset } from './idle-connection-reset.ts'
import { interim1xxIgnored } from './interim-1xx-ignored.ts'
import { malformed2xxNotSuccess } from './malformed-2xx-not-success.ts'
import { noRetry4xx } from './no-retry-4xx.ts'
import { noRetry409Blind } from './no-retry-409-blind.ts'
import { noRetryAuthCodes } from './no-retry-auth-codes.ts'
import { noWaitAfterLast } from './no-wait-after-last.ts'
import { otherFinalStatuses } from './other-final-statuses.ts'
import { postNotRetriedUnsafe } from './post-not-retried-unsafe.ts'
import { quotaNotRatelimit } from './quota-not-ratelimit.ts'
import { raBeatsRatelimitReset } from './ra-beats-ratelimit-reset.ts'
import { raDatePast } from './ra-date-past.ts'
import { raDuplicateField } from './ra-duplicate-field.ts'
import { raHttpDate } from './ra-http-date.ts'
import { raHttpDateObsolete } from './ra-http-date-obsolete.ts'
import { raHugeBounded } from './ra-huge-bounded.ts'
import { raInvalidIgnored } from './ra-invalid-ignored.ts'
import { raJitterOnTop } from './ra-jitter-on-top.ts'
import { raMissingBackoff } from './ra-missing-backoff.ts'
import { raNotOverlong } from './ra-not-overlong.ts'
import { raOn5xx } from './ra-on-5xx.ts'
import { raRetriedAtAll } from './ra-retried-at-all.ts'
import { raSecondsMinWait } from './ra-seconds-min-wait.ts'
import { raZero } from './ra-zero.ts'
import { ratelimitResetUnderstood } from './ratelimit-reset-understood.ts'
import { redirectKeepsCredentials } from './redirect-keeps-credentials.ts'
import { redirectThenRetry } from './redirect-then-retry.ts'
import { refusedStreamSentAgain } from './refused-stream-sent-again.ts'
import { replayHeadersIdentical } from './replay-headers-identical.ts'
import { replayIdentical } from './replay-identical.ts'
import { retry5xxIdempotent } from './retry-5xx-idempotent.ts'
import { retryBrokenBody } from './retry-broken-body.ts'
import { retryBudget } from './retry-budget.ts'
import { retryConnectionFaultIdempotent } from './retry-connection-fault-idempotent.ts'
import { retryRegardlessOfBody } from './retry-regardless-of-body.ts'
import { stallTimesOut } from './stall-times-out.ts'
import { streamErrorSurfaces } from './stream-error-surfaces.ts'
import { successIs2xx } from './success-is-2xx.ts'
import { timeoutCoversAttempt } from './timeout-covers-attempt.ts'

/** Every rule, in the order in which reports show them. */
export const clientRules: readonly ClientRule[] = [
  raSecondsMinWait,
  raNotOverlong,
  raHttpDate,
  raHttpDateObsolete,
  clockSkew,
  raDatePast,
  raInvalidIgnored,
  raZero,
  raDuplicateField,
  raMissingBackoff,
  raHugeBounded,
  raOn5xx,
  raRetriedAtAll,
  raBeatsRatelimitReset,
  ratelimitResetUnderstood,
  raJitterOnTop,
  noRetry4xx,
  otherFinalStatuses,
  noRetry409Blind,
  noRetryAuthCodes,
  quotaNotRatelimit,
  retry5xxIdempotent,
  retryRegardlessOfBody,
  retryConnectionFaultIdempotent,
  idleConnectionReset,
  retryBrokenBody,
  malformed2xxNotSuccess,
  stallTimesOut,
  timeoutCoversAttempt,
  postNotRetriedUnsafe,
  successIs2xx,
  interim1xxIgnored,
  redirectThenRetry,
  backoffExponential,
  backoffJitter,
  backoffFirstNotZero,
  backoffCapped,
  attemptsBounded,
  attemptsAsTold,
  noWaitAfterLast,
  deadlineTotal,
  deadlineInFlight,
  abortDuringWait,
  abortInFlight,
  abandonedAttemptIsClosed,
  retryBudget,
  concurrencyAfter429,
  hedgingDeclared,
  replayIdentical,
  replayHeadersIdentical,
  answerIsReleased,
  earlyAnswerSurvives,
  redirectKeepsCredentials,
  idempotencyKeyStable,
  attemptHeader,
  errorSurfacesEnvelope,
  errorSurvivesNonJson,
  errorKeepsTheKey,
  streamErrorSurfaces,
  errorTellsAttempts,
  deleteThen404,
  refusedStreamSentAgain,
  goawayMovesOn,
]
